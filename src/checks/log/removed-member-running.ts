import { logCheck } from '../log-check.ts';

/** It was taken out for good: nobody talks to it any more, whatever it holds. */
export default logCheck({
	id: 'log/removed-member-running',
	title: 'A removed member still runs',
	remedy: 'Stop it, and empty its data directory before it joins as a new member.',
	severity: 'error',
});
