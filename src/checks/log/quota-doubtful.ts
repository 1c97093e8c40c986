import { logCheck } from '../log-check.ts';

/** Without a bound the database grows until the disk is full; beyond 8 GiB it becomes slow to start and to copy. */
export default logCheck({
	id: 'log/quota-doubtful',
	title: 'The space quota is unusual',
	remedy: 'Set --quota-backend-bytes on every member, at most 8 GiB.',
	severity: 'warning',
});
