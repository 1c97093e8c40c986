import { logCheck } from '../log-check.ts';

/** Members more than one minor version apart refuse each other. */
export default logCheck({
	id: 'log/versions-incompatible',
	title: 'Versions of members do not fit together',
	remedy: 'Bring all members to one minor version, one step at a time.',
	severity: 'error',
});
