import { spawn } from 'node:child_process';

/** How long a shell may take to start: those with many plugins take seconds. */
const deadlineMs = 10_000;
const mark = '__quorum_path__';

let asked: Promise<string | undefined> | undefined;

/**
 * The PATH of the user's own shell: a window that was opened from a desktop has a shorter one, on which sign-in plugins are not
 * found. Asked once; undefined where the shell does not tell.
 */
export function shellPath(env: NodeJS.ProcessEnv): Promise<string | undefined> {
	asked ??= process.platform === 'win32' ? Promise.resolve(undefined) : ask(env);
	return asked;
}

function ask(env: NodeJS.ProcessEnv): Promise<string | undefined> {
	const shell = env['SHELL'];
	if (shell === undefined || !/\/(ba|z|da|k|fi)?sh$/.test(shell)) {
		return Promise.resolve(undefined);
	}
	return new Promise(resolve => {
		const child = spawn(shell, ['-ilc', `printf '${mark}%s${mark}' "$PATH"`], {
			stdio: ['ignore', 'pipe', 'ignore'],
			env,
			detached: true,
			timeout: deadlineMs,
			killSignal: 'SIGKILL',
		});
		let output = '';
		child.stdout.on('data', (data: Buffer) => (output = (output + data.toString()).slice(-100_000)));
		// A shell that does not start or does not answer leaves the PATH as it is.
		child.on('error', () => resolve(undefined));
		child.on('close', () => resolve(new RegExp(`${mark}(.+)${mark}`, 's').exec(output)?.[1]));
	});
}
