import { logCheck } from '../log-check.ts';

/** The data directory was lost, restored or exchanged under the same identity: the member had promised what it no longer knows. */
export default logCheck({
	id: 'log/raft-broken',
	title: 'Raft found its own state impossible',
	remedy: 'Do not start the member again with these files: replace it from its peers, or recover from another member.',
	severity: 'error',
});
