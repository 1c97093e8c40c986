import { logCheck } from '../log-check.ts';

/** Each member that is not reached is one that may not be missed when the next fails. */
export default logCheck({
	id: 'log/peer-lost',
	title: 'Members lost each other',
	remedy: 'Look at the reason in the line: a member that is down, a firewall, a certificate; then at the network.',
	severity: 'warning',
});
