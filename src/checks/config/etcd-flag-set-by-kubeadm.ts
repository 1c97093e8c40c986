import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf } from '../../schema/etcd-process.ts';

const own = new Set([
	'name',
	'data-dir',
	'listen-peer-urls',
	'initial-advertise-peer-urls',
	'initial-cluster',
	'initial-cluster-state',
	'cert-file',
	'key-file',
	'trusted-ca-file',
	'peer-cert-file',
	'peer-key-file',
	'peer-trusted-ca-file',
]);

/** These arguments hold for every member, and what kubeadm computes differs from member to member. */
export default configCheck({
	id: 'config/etcd-flag-set-by-kubeadm',
	title: 'An argument overrides what kubeadm computes for each member',
	remedy: 'Leave it to kubeadm; for a data folder there is "dataDir".',
	severity: 'warning',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root, around) {
		for (const { settings } of etcdProcessesOf(root, around)) {
			for (const { flag, text, nameSite, namePart, site } of settings) {
				if (own.has(flag)) {
					yield problemAt(nameSite, t('kubeadm sets "{0}" itself, for each member its own.', flag), { part: namePart });
				}
				const isReachable = /https:\/\/(?:127\.0\.0\.1|localhost|0\.0\.0\.0|\[::\]):2379/.test(text ?? '');
				if (flag === 'listen-client-urls' && text !== undefined && !isReachable) {
					yield problemAt(
						site,
						t('kubeadm and the API server dial https://127.0.0.1:2379, where etcd would not listen.'),
					);
				}
			}
		}
	},
});
