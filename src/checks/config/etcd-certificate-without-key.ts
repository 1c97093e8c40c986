import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { pairFix } from '../../schema/certificate-pair.ts';
import { etcdProcessesOf, processKinds, settingOf } from '../../schema/etcd-process.ts';

/** A certificate serves together with its key alone; etcd does not start by https with one of them. */
export default configCheck({
	id: 'config/etcd-certificate-without-key',
	title: 'A certificate of etcd lacks its key, or the reverse',
	remedy: 'Set both files.',
	severity: 'error',
	kinds: processKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			for (const [cert, key] of [
				['cert-file', 'key-file'],
				['peer-cert-file', 'peer-key-file'],
			] as const) {
				const settings = [settingOf(process, cert), settingOf(process, key)];
				const [only] = settings.filter(setting => setting !== undefined);
				if (only && settings.includes(undefined) && !process.isPartial) {
					const missing = only.flag === cert ? key : cert;
					const urls = settingOf(process, cert === 'cert-file' ? 'listen-client-urls' : 'listen-peer-urls')?.text ?? '';
					// By plain http it is not even looked at.
					const severity = urls.includes('https:') ? 'error' : 'warning';
					const message = t('"{0}" is set without "{1}".', only.flag, missing);
					yield problemAt(only.nameSite, message, { part: only.namePart, severity, fix: pairFix(only, missing) });
				}
			}
		}
	},
});
