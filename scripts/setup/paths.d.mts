export const root: string;
export const node24: string;
export const node24Bin: string;
export const exeSuffix: string;
export function cacheDir(): string;
export function isExecutable(file: string): boolean;
export function which(command: string, path?: string): string | undefined;
export function node24Env(extra?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
