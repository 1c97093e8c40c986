import { logCheck } from '../log-check.ts';

/** The member cannot start from a snapshot that is damaged or does not belong with its database. */
export default logCheck({
	id: 'log/snapshot-damaged',
	title: 'A snapshot could not be read',
	remedy: 'Replace the member from its peers while the others have a quorum.',
	severity: 'error',
});
