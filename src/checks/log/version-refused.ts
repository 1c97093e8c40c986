import { logCheck } from '../log-check.ts';

/** Data that a newer etcd wrote may mean something else to an older one. */
export default logCheck({
	id: 'log/version-refused',
	title: 'etcd refused the version of the data',
	remedy: 'Start the version that wrote the data; downgrade by the procedure: validate, enable, wait, replace.',
	severity: 'error',
});
