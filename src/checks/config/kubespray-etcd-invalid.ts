import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf, setFix } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { t } from '../../core/words.ts';

const types = ['host', 'docker', 'kubeadm'];

/** Kubespray checks the way etcd is installed; it takes its word for the rest. */
export default configCheck({
	id: 'config/kubespray-etcd-invalid',
	title: 'Variables of Kubespray make no good etcd',
	remedy: 'Deploy etcd as "host", "kubeadm" or, with docker alone, "docker"; leave the certificates on.',
	// Source: roles/validate_inventory and roles/etcd of Kubespray.
	severity: 'error',
	kinds: ['kubespray'],
	*each(root) {
		const type = scalarOf(fieldAt(root, 'etcd_deployment_type'));
		const manager = scalarOf(fieldAt(root, 'container_manager'));
		if (type && !types.includes(type.text)) {
			const meant = nearest(type.text, types);
			const fix = meant === undefined ? undefined : setFix(t('Write "{0}"', meant), type, meant);
			yield problemAt(type, t('"{0}" is none of {1}.', type.text, types.join(', ')), { fix });
		} else if (type?.text === 'docker' && manager && manager.text !== 'docker') {
			yield problemAt(type, t('"docker" needs "container_manager: docker".'));
		}
		for (const name of ['etcd_secure_client', 'etcd_peer_client_auth']) {
			const site = scalarOf(fieldAt(root, name));
			if (site && /^(?:false|no|off)$/i.test(site.text)) {
				yield problemAt(site, t('Nobody is asked for a certificate.'), { severity: 'warning' });
			}
		}
	},
});
