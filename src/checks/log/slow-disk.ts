import { logCheck } from '../log-check.ts';

/** A leader that waits for its disk cannot send heartbeats: the others call elections, and every write stands still meanwhile. */
export default logCheck({
	id: 'log/slow-disk',
	title: 'The disk was too slow for etcd',
	remedy:
		'Give etcd a disk of its own, a local SSD; look for what else writes there, and move the leader away from that host meanwhile.',
	severity: 'warning',
});
