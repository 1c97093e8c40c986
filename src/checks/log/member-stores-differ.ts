import { logCheck } from '../log-check.ts';

/** After the upgrade members that were removed long ago may be back. */
export default logCheck({
	id: 'log/member-stores-differ',
	title: 'The old and the new member list differ',
	remedy: 'Bring every member to the newest 3.5 before you upgrade to 3.6, and compare the member lists afterwards.',
	severity: 'warning',
});
