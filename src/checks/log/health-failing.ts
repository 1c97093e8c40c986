import { logCheck } from '../log-check.ts';

/** Probes and load balancers take the member out while its health page fails. */
export default logCheck({
	id: 'log/health-failing',
	title: 'Health checks failed',
	remedy: 'Look at what else the log says at those times; a kubelet restarts a member whose health fails.',
	severity: 'warning',
});
