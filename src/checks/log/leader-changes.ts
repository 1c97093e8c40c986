import { logCheck } from '../log-check.ts';

/** With each change writes wait for an election, and requests under way fail. */
export default logCheck({
	id: 'log/leader-changes',
	title: 'The leader changed',
	remedy: 'Look at the disk, the processor and the network of the former leader shortly before each change.',
	severity: 'warning',
});
