/** The Go command to build with and its environment. */
export function ensureGo(): Promise<{ readonly go: string; readonly env: NodeJS.ProcessEnv }>;
