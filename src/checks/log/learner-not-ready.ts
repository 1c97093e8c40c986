import { logCheck } from '../log-check.ts';

/** A learner far behind the leader would, as a voter, hold up every write. */
export default logCheck({
	id: 'log/learner-not-ready',
	title: 'A learner is not ready',
	remedy: 'Wait until it has caught up, then promote it; look at its network if it does not.',
	severity: 'info',
});
