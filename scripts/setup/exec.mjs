import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const running = new Set();
let exiting = false;

/** Children are led by a process group of their own, so that ending one ends what it started. */
const grouped = process.platform !== 'win32';

/** Ends a child and its group. A group that is already gone is what was wanted. */
export function endChild(child, signal = 'SIGTERM') {
	if (child.pid === undefined) return;
	try {
		if (grouped) process.kill(-child.pid, signal);
		else child.kill(signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}

/** Starts a process that is ended with this one, however this one ends (but for SIGKILL). */
export function start(command, args, options = {}) {
	const child = spawn(command, args, { ...options, detached: grouped });
	running.add(child);
	child.once('close', () => running.delete(child));
	child.once('error', () => running.delete(child));
	return child;
}

process.on('exit', () => {
	for (const child of running) endChild(child, 'SIGKILL');
});

for (const [signal, code] of [
	['SIGINT', 130],
	['SIGTERM', 143],
	['SIGHUP', 129],
]) {
	process.on(signal, () => {
		if (exiting) return;
		exiting = true;
		for (const child of running) endChild(child, 'SIGTERM');
		// Children clean up after themselves (they have children too); who needs longer than this is killed on exit.
		const deadline = Date.now() + 10_000;
		const wait = setInterval(() => {
			if (running.size > 0 && Date.now() < deadline) return;
			clearInterval(wait);
			process.exit(code);
		}, 50);
	});
}

/** Runs a command to its end and gives its output; a failure says which command it was and the end of its output. */
export function run(command, args, { cwd, env, input } = {}) {
	return new Promise((resolve, reject) => {
		const child = start(command, args, { cwd, env, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
		let stdout = '';
		let both = '';
		child.stdout.on('data', data => {
			stdout += data;
			both += data;
		});
		child.stderr.on('data', data => (both += data));
		child.on('error', reject);
		child.on('close', (code, signal) => {
			// Interrupted: this process is about to exit, and the failure that it caused itself is nobody's news.
			if (exiting) return;
			if (code === 0) resolve(stdout);
			else {
				const tail = both.trimEnd().split('\n').slice(-25).join('\n');
				reject(new Error(`${[command, ...args].join(' ')}\nended with ${signal ?? code}:\n${tail}`));
			}
		});
		if (input !== undefined) child.stdin.end(input);
	});
}

/** Runs a command that writes straight to this terminal, or to the file `output`; gives its exit code. */
export function runVisibly(command, args, { cwd, env, output } = {}) {
	return new Promise((resolve, reject) => {
		const target = output === undefined ? 'inherit' : openSync(output, 'w');
		const child = start(command, args, { cwd, env, stdio: ['ignore', target, target] });
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (typeof target === 'number') closeSync(target);
			if (!exiting) resolve(signal === null ? code : 128);
		});
	});
}

export const seconds = since => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** One step of a set-up: a line with what was done and how long it took. `work` may give a note for the line. */
export async function step(label, work) {
	const since = performance.now();
	try {
		const note = await work();
		console.log(`  ${label}: ${note ?? 'done'} (${seconds(since)})`);
	} catch (error) {
		console.log(`  ${label}: FAILED (${seconds(since)})`);
		throw error;
	}
}
