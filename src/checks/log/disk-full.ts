import { logCheck } from '../log-check.ts';

/** etcd ends when it cannot write to its log. */
export default logCheck({
	id: 'log/disk-full',
	title: 'The disk is full',
	remedy: 'Make room, or move the data directory to a larger disk, before you start etcd again.',
	severity: 'error',
});
