import { logCheck } from '../log-check.ts';

/** Without a leader nothing can be written and no linearizable read is answered. */
export default logCheck({
	id: 'log/no-leader',
	title: 'There was no leader',
	remedy:
		'See that a majority of the members runs and that they reach each other; then look at disk and network at those times.',
	severity: 'error',
});
