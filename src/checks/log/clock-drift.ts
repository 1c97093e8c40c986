import { logCheck } from '../log-check.ts';

/** Leases and certificates are judged by the local clock. */
export default logCheck({
	id: 'log/clock-drift',
	title: 'The clocks of members differ',
	remedy: 'Run a time service on every node.',
	severity: 'warning',
});
