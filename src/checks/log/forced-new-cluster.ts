import { logCheck } from '../log-check.ts';

/** Every start with this flag throws the other members out again and discards what was not known to be committed. */
export default logCheck({
	id: 'log/forced-new-cluster',
	title: 'A new cluster was forced',
	remedy: 'Remove --force-new-cluster from the flags at once, and add the other members with empty data directories.',
	severity: 'warning',
});
