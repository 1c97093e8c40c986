import { endChild, start } from '../../../scripts/setup/exec.mjs';
import type { Cluster } from '../../support/etcd-cluster.ts';

/** Above what etcd's documentation allows for an fsync (10 ms), and below what makes elections. */
const delayMicroseconds = 20_000;

/**
 * Makes one member's disk slow: strace holds up each fsync and fdatasync of its process before the kernel sees it, so that
 * etcd measures what it would on a slow disk. (Stopping the process in pulses does not do it: on tmpfs an fsync takes
 * microseconds and is hardly ever under way when the pulse comes.) Needs the right to trace, which root has.
 */
export async function slowDown(cluster: Cluster, index: number): Promise<{ end(): Promise<void> }> {
	const { pid } = cluster.member(index);
	if (pid === undefined) {
		throw new Error('A member that does not run has no disk to slow down.');
	}
	const tracer = start(
		'strace',
		[
			...['-f', '-q', '-p', String(pid), '-o', '/dev/null', '-e', 'trace=fdatasync,fsync'],
			...['-e', `inject=fdatasync,fsync:delay_enter=${delayMicroseconds}`],
		],
		{ stdio: ['ignore', 'ignore', 'pipe'] },
	);
	let said = '';
	tracer.stderr?.on('data', data => (said += String(data)));
	const ended = new Promise<void>(resolve => tracer.once('close', () => resolve()));
	tracer.once('error', error => (said += String(error)));
	await new Promise(resolve => setTimeout(resolve, 1000));
	if (tracer.exitCode !== null || tracer.pid === undefined) {
		throw new Error(`strace could not hold up the disk (Debian's package "strace", and the right to trace): ${said}`);
	}
	return {
		async end() {
			endChild(tracer, 'SIGTERM');
			await ended;
		},
	};
}
