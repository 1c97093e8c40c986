import { logCheck } from '../log-check.ts';

/** When 5000 entries wait to be applied etcd refuses new ones, from every client alike. */
export default logCheck({
	id: 'log/overloaded',
	title: 'Requests were refused because too many were waiting',
	remedy: 'Find the client that writes most, and look at the disk: applying lags behind what is committed.',
	severity: 'error',
});
