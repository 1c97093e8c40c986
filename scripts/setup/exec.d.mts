import type { ChildProcess, ChildProcessByStdio, SpawnOptions } from 'node:child_process';
import type { Readable } from 'node:stream';

interface Where {
	cwd?: string | undefined;
	env?: NodeJS.ProcessEnv | undefined;
}

export function start(
	command: string,
	args: readonly string[],
	options: SpawnOptions & { stdio: ['ignore', 'pipe', 'pipe'] },
): ChildProcessByStdio<null, Readable, Readable>;
export function start(command: string, args: readonly string[], options?: SpawnOptions): ChildProcess;
export function endChild(child: ChildProcess, signal?: NodeJS.Signals): void;
export function run(
	command: string,
	args: readonly string[],
	options?: Where & { input?: string | undefined },
): Promise<string>;
export function runVisibly(command: string, args: readonly string[], options?: Where): Promise<number>;
export function seconds(since: number): string;
export function step(label: string, work: () => Promise<string | void> | string | void): Promise<void>;
