import { logCheck } from '../log-check.ts';

/** The change would leave the cluster without a quorum. */
export default logCheck({
	id: 'log/reconfiguration-refused',
	title: 'A change of the membership was refused',
	remedy: 'Bring the members up that are down, then try again; remove dead members before you add new ones.',
	severity: 'warning',
});
