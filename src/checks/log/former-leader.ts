import { logCheck } from '../log-check.ts';

/** A member that was paused wakes as a leader that is none; it must not revoke leases then. */
export default logCheck({
	id: 'log/former-leader',
	title: 'A former leader still acted as one',
	remedy:
		'Nothing needs doing: newer versions see it in time. Many such lines mean that the member is stalled now and then.',
	severity: 'info',
});
