export function ensureSshd(): Promise<string>;
