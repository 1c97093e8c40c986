import { logCheck } from '../log-check.ts';

/** What takes longer than 100 ms to be applied holds up everything behind it. */
export default logCheck({
	id: 'log/slow-requests',
	title: 'Requests were slow',
	remedy:
		'Look at the key ranges that the lines name: page large lists, and see whether the disk or the processor was busy then.',
	severity: 'warning',
});
