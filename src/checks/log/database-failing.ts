import { logCheck } from '../log-check.ts';

/** A database that cannot be opened, or has pages that cannot be, stops the member. */
export default logCheck({
	id: 'log/database-failing',
	title: 'The database could not be opened or rewritten',
	remedy: 'See that no other etcd uses the directory; if none does, replace the member, and look at the disk.',
	severity: 'error',
});
