import { logCheck } from '../log-check.ts';

/** What could not be compared is neither sound nor corrupt. */
export default logCheck({
	id: 'log/corruption-check-inconclusive',
	title: 'A check for corruption could not be finished',
	remedy: 'Look again when all members are up and have caught up.',
	severity: 'info',
});
