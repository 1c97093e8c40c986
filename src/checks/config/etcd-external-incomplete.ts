import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, problemAt, textAt, type Site } from '../../core/config-tree.ts';
import type { Fix, FixEdit } from '../../core/fix.ts';
import { certificatePathOf, keyPathOf } from '../../core/formats/certificate-path.ts';
import { t } from '../../core/words.ts';

/** What kubeadm's documents call the files; where one is called otherwise, so are the others. */
const usual: Readonly<Record<string, string>> = {
	caFile: '/etc/kubernetes/pki/etcd/ca.crt',
	certFile: '/etc/kubernetes/pki/apiserver-etcd-client.crt',
	keyFile: '/etc/kubernetes/pki/apiserver-etcd-client.key',
};

function pathOf(name: string, external: Site): string | undefined {
	const [certificate, key] = ['certFile', 'keyFile'].map(each => textAt(external, each));
	const isUsual = certificate === usual['certFile'] || key === usual['keyFile'];
	return isUsual
		? usual[name]
		: name === 'keyFile'
			? keyPathOf(certificate ?? '')
			: name === 'certFile'
				? certificatePathOf(key ?? '')
				: undefined;
}

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
			const edits = missing.flatMap((key): FixEdit[] => {
				const value = pathOf(key, external);
				const where = { document: root.document.id, path: external.path };
				return value === undefined ? [] : [{ ...where, kind: 'insert', key, value }];
			});
			const fix: Fix = { title: t('Add {0}', missing.join(', ')), edits };
			const [shown] = ['certFile', 'keyFile'].filter(has).map(name => fieldAt(external, name));
			const isFillable = edits.length === missing.length && missing.every(name => !fieldAt(external, name));
			const message = t('{0} must be set besides.', missing.map(name => `"${name}"`).join(', '));
			yield problemAt(shown ?? external, message, { part: 'key', fix: isFillable ? fix : undefined });
		}
	},
});
