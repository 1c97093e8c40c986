import { logCheck } from '../log-check.ts';

/** 3.7 refuses to start with flags that 3.6 only warned of. */
export default logCheck({
	id: 'log/flags-deprecated',
	title: 'Flags are deprecated or ignored',
	remedy: 'Rename or remove the flags before the next upgrade.',
	severity: 'info',
});
