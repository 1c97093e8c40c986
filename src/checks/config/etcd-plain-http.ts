import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

const clientFlags = ['listen-client-urls', 'advertise-client-urls'];
const peerFlags = ['listen-peer-urls', 'initial-advertise-peer-urls'];

/** By plain http anybody on the way reads and writes every Secret; certificates beside such a URL are not used. */
export default configCheck({
	id: 'config/etcd-plain-http',
	title: 'etcd is reached by plain http',
	remedy: 'Use https, with certificates for clients and for peers.',
	severity: 'warning',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			for (const flag of [...clientFlags, ...peerFlags]) {
				const setting = settingOf(process, flag);
				const certificate = peerFlags.includes(flag) ? 'peer-cert-file' : 'cert-file';
				const hasTls = process.isPartial || settingOf(process, certificate) !== undefined;
				// Loopback is no way that others are on.
				const plain = setting?.text?.split(',').find(url => /^\s*http:\/\/(?!127\.|localhost|\[::1\])/.test(url));
				if (setting && plain !== undefined) {
					const message = hasTls
						? t('{0} is plain http: etcd ignores the certificates for it.', plain.trim())
						: t('{0} is plain http.', plain.trim());
					yield problemAt(setting.site, message);
				}
			}
		}
	},
});
