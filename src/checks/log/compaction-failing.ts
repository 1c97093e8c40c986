import { logCheck } from '../log-check.ts';

/** History that is not compacted stays for ever and counts against the quota. */
export default logCheck({
	id: 'log/compaction-failing',
	title: 'Compaction failed',
	remedy: 'Look at the reason in the line and at the disk; without compaction the database fills up.',
	severity: 'warning',
});
