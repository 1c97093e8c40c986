import { logCheck } from '../log-check.ts';

/** From this moment on the whole cluster refuses every write. */
export default logCheck({
	id: 'log/space-exhausted',
	title: 'The space quota was used up',
	remedy:
		'Compact, defragment each member in turn, see that the size is below the quota, then disarm the alarm; raise the quota if the data are wanted.',
	severity: 'error',
});
