import { logCheck } from '../log-check.ts';

/** A client with a wrong password or a stale token tries again and again. */
export default logCheck({
	id: 'log/authentication-failing',
	title: 'Requests were refused for who sent them',
	remedy: 'Look at the user, its password or certificate, and at the permission of its roles.',
	severity: 'warning',
});
