import { logCheck } from '../log-check.ts';

/** Dropped messages are sent again, but heartbeats among them are late, and elections follow. */
export default logCheck({
	id: 'log/network-overloaded',
	title: 'Messages of raft were dropped',
	remedy: 'Look at the bandwidth between the members, and at a member that does not take what it is sent.',
	severity: 'warning',
});
