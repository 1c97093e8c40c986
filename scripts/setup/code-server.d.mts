export function ensureCodeServer(): Promise<{ serverMain: string; version: string; fresh: boolean }>;
