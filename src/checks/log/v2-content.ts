import { logCheck } from '../log-check.ts';

/** From 3.6 on etcd does not start while they are there. */
export default logCheck({
	id: 'log/v2-content',
	title: 'Keys of etcd 2 stand against the upgrade',
	remedy: 'Migrate or delete them with an etcd up to 3.5.',
	severity: 'error',
});
