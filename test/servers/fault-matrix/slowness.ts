import type { Cluster } from '../../support/etcd-cluster.ts';

/**
 * Makes one member's disk look slow. A disk cannot be made slow without privileges, so its process is stopped again and
 * again for 80 ms (SIGSTOP, SIGCONT): the clock of a running fsync goes on meanwhile, and its histogram shows it.
 */
export function slowDown(cluster: Cluster, index: number): { end(): Promise<void> } {
	const member = cluster.member(index);
	let ended = false;
	const pulses = (async () => {
		while (!ended) {
			member.pause();
			await sleep(80);
			member.resume();
			await sleep(20);
		}
	})();
	return {
		async end() {
			ended = true;
			await pulses;
		},
	};
}

function sleep(ms: number): Promise<void> {
	return new Promise(resolve => setTimeout(resolve, ms));
}
