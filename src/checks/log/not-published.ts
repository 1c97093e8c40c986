import { logCheck } from '../log-check.ts';

/** The first write of a started member does not come through: there is no quorum. */
export default logCheck({
	id: 'log/not-published',
	title: 'A member could not make itself known',
	remedy: 'Bring a majority of the members up; it goes on by itself then.',
	severity: 'error',
});
