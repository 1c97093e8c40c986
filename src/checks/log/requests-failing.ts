import { logCheck } from '../log-check.ts';

/** Such requests will never succeed, however often a client repeats them. */
export default logCheck({
	id: 'log/requests-failing',
	title: 'Requests were refused',
	remedy:
		'Look at the client that sends them: smaller values, fewer operations in a transaction, a list begun anew after a compaction.',
	severity: 'warning',
});
