import { logCheck } from '../log-check.ts';

/** A member that finds nobody who tells it of the cluster does not start. */
export default logCheck({
	id: 'log/joining-failed',
	title: 'A member could not reach the others to join',
	remedy: 'Look at the addresses, the firewall and the certificates between the joining member and its peers.',
	severity: 'error',
});
