import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, problemAt } from '../../core/config-tree.ts';
import type { Fix } from '../../core/fix.ts';
import { t } from '../../core/words.ts';

const usual: Readonly<Record<string, string>> = {
	caFile: '/etc/kubernetes/pki/etcd/ca.crt',
	certFile: '/etc/kubernetes/pki/apiserver-etcd-client.crt',
	keyFile: '/etc/kubernetes/pki/apiserver-etcd-client.key',
};

/** The API server cannot talk to an etcd that has no address, nor show a certificate without its key. */
export default configCheck({
	id: 'config/etcd-external-incomplete',
	title: 'The access to an external etcd is incomplete',
	remedy: 'Name its endpoints, and "caFile", "certFile" and "keyFile" together.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		const external = fieldAt(root, 'etcd', 'external');
		if (external?.node.kind !== 'map') {
			return;
		}
		const endpoints = fieldAt(external, 'endpoints');
		if (!isSet(endpoints)) {
			yield problemAt(endpoints ?? external, t('An external etcd needs at least one endpoint.'), { part: 'key' });
		}
		const has = (name: string) => isSet(fieldAt(external, name));
		const needed = has('certFile') || has('keyFile') ? ['certFile', 'keyFile', 'caFile'] : [];
		const missing = needed.filter(name => !has(name));
		if (missing.length > 0) {
			const fix: Fix = {
				title: t('Add {0}', missing.join(', ')),
				edits: missing.map(key => ({
					document: root.document.id,
					kind: 'insert',
					path: external.path,
					key,
					value: usual[key] ?? '',
				})),
			};
			const [shown] = ['certFile', 'keyFile'].filter(has).map(name => fieldAt(external, name));
			const isFillable = missing.every(name => !fieldAt(external, name));
			const message = t('{0} must be set besides.', missing.map(name => `"${name}"`).join(', '));
			yield problemAt(shown ?? external, message, { part: 'key', fix: isFillable ? fix : undefined });
		}
	},
});
