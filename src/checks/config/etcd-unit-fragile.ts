import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf, type Site } from '../../core/config-tree.ts';
import type { Fix } from '../../core/fix.ts';
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
				fix: fixOf(service, 'Restart', 'always'),
			});
		}
		if (type && type.text !== 'notify' && type.text !== 'notify-reload') {
			yield problemAt(type, t('Without "notify" systemd does not know when etcd is ready.'), {
				fix: fixOf(service, 'Type', 'notify'),
			});
		}
		if (files && /^\d+$/.test(files.text) && Number(files.text) < leastFiles) {
			yield problemAt(files, t('{0} open files are few for a member with many clients.', files.text), {
				fix: fixOf(service, 'LimitNOFILE', String(leastFiles)),
			});
		}
	},
});

function fixOf(service: Site, key: string, value: string): Fix {
	const { document, path } = service;
	const edit = fieldAt(service, key)
		? ({ kind: 'set', path: [...path, key], value } as const)
		: ({ kind: 'insert', path, key, value } as const);
	return { title: t('Write "{0}"', `${key}=${value}`), edits: [{ document: document.id, ...edit }] };
}
