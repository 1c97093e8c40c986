import { logCheck } from '../log-check.ts';

/** A member that fell too far behind is sent the whole database; while that fails it has no part in the cluster. */
export default logCheck({
	id: 'log/snapshot-transfer',
	title: 'Snapshots between members were slow or failed',
	remedy:
		'Look at the network between the members and at their disks; a member that cannot take a snapshot cannot catch up.',
	severity: 'warning',
});
