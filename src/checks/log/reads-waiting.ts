import { logCheck } from '../log-check.ts';

/** A linearizable read asks the leader where the log stands; without an answer clients see time-outs though data are there. */
export default logCheck({
	id: 'log/reads-waiting',
	title: 'Linearizable reads waited for the leader',
	remedy: 'Look at the network to the leader, and at the leader’s load, at those times.',
	severity: 'warning',
});
