import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf } from '../../schema/etcd-process.ts';

/** etcd has a file and a connection open for each client; systemd allows few of them unless it is told otherwise. */
const leastFiles = 40_000;

/** A member that is not started again after a crash, or runs out of files, is a member less. */
export default configCheck({
	id: 'config/etcd-unit-fragile',
	title: 'The service does not keep etcd running',
	remedy: 'Set Type=notify, Restart=always and LimitNOFILE=40000 in the section [Service].',
	// Source: etcd's contrib/systemd/etcd.service.
	severity: 'info',
	kinds: ['etcd-unit'],
	*each(root, around) {
		const service = fieldAt(root, 'Service');
		const command = service && fieldAt(service, 'ExecStart');
		if (!service || !command || etcdProcessesOf(root, around).length === 0) {
			return;
		}
		const type = scalarOf(fieldAt(service, 'Type'));
		const restart = scalarOf(fieldAt(service, 'Restart'));
		const files = scalarOf(fieldAt(service, 'LimitNOFILE'));
		if (restart?.text === 'no' || !fieldAt(service, 'Restart')) {
			yield problemAt(restart ?? command, t('Nobody starts etcd again when it has stopped.'), {
				part: restart ? 'value' : 'key',
			});
		}
		if (type && type.text !== 'notify' && type.text !== 'notify-reload') {
			yield problemAt(type, t('Without "notify" systemd does not know when etcd is ready.'));
		}
		if (files && /^\d+$/.test(files.text) && Number(files.text) < leastFiles) {
			yield problemAt(files, t('{0} open files are few for a member with many clients.', files.text));
		}
	},
});
