import { logCheck } from '../log-check.ts';

/** Two clusters that were bootstrapped apart, or an address that another member had before, never become one cluster. */
export default logCheck({
	id: 'log/clusters-mixed',
	title: 'Members of different clusters or identities met',
	remedy:
		'Compare --initial-cluster, --initial-cluster-token and the addresses; one of them uses an address or a data directory of another.',
	severity: 'error',
});
