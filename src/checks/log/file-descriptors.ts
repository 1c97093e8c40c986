import { logCheck } from '../log-check.ts';

/** Without descriptors etcd accepts no connection and cannot open its own files. */
export default logCheck({
	id: 'log/file-descriptors',
	title: 'File descriptors ran short',
	remedy: 'Raise LimitNOFILE of the service or the limit of the container.',
	severity: 'warning',
});
