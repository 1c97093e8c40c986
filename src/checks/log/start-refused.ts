import { logCheck } from '../log-check.ts';

/** It will refuse at every start until the setting is mended. */
export default logCheck({
	id: 'log/start-refused',
	title: 'etcd refused to start as it is configured',
	remedy: 'Mend the setting that the line names.',
	severity: 'error',
});
