import { logCheck } from '../log-check.ts';

/** Without its log a member cannot tell what it promised; etcd refuses to start. */
export default logCheck({
	id: 'log/wal-damaged',
	title: 'The WAL could not be read',
	remedy:
		'Replace the member from its peers while the others have a quorum; never delete files of the WAL. After a repair look at the disk.',
	severity: 'error',
});
