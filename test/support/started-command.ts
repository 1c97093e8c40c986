import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

export interface Started {
	readonly child: ChildProcess;
	/** Resolves with the exit code, -1 after a signal, and what was printed on stderr. */
	readonly ended: Promise<{ readonly code: number; readonly stderr: string }>;
}

/** Starts the built command line and does not wait: for what is to be killed. */
export function startQuorum(args: readonly string[], env: NodeJS.ProcessEnv): Started {
	const child = spawn(process.execPath, [cli, ...args], {
		env: { ...process.env, LC_ALL: 'C', ...env },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let stderr = '';
	child.stderr.on('data', data => (stderr += data));
	const ended = new Promise<{ code: number; stderr: string }>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', code => resolve({ code: code ?? -1, stderr }));
	});
	return { child, ended };
}
