import { logCheck } from '../log-check.ts';

/** The same question has different answers, depending on which member is asked. */
export default logCheck({
	id: 'log/data-corrupt',
	title: 'Members hold different data',
	remedy:
		'Stop writes if you can, find the minority by HashKV, and replace its members one by one; do not disarm first.',
	severity: 'error',
});
