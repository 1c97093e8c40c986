import { configCheck } from '../../core/config-check.ts';
import { fieldAt, fieldsOf, isSet, itemsOf, problemAt, scalarOf, textAt } from '../../core/config-tree.ts';
import { parseSubnet } from '../../core/formats/ip.ts';
import { t } from '../../core/words.ts';

/** Talos sets these itself, and refuses a configuration that sets them too. */
const denied = new Set([
	'name',
	'data-dir',
	'initial-cluster-state',
	'listen-peer-urls',
	'listen-client-urls',
	'cert-file',
	'key-file',
	'trusted-ca-file',
	'peer-client-cert-auth',
	'peer-cert-file',
	'peer-key-file',
	'peer-trusted-ca-file',
]);

/** Talos refuses the whole configuration of a machine for one setting of etcd that it does not allow. */
export default configCheck({
	id: 'config/talos-etcd-invalid',
	title: 'Talos refuses a setting of etcd',
	remedy:
		'Leave to Talos what it sets itself; configure etcd on control-plane machines, with subnets such as 10.0.0.0/24.',
	// Source: the validation of v1alpha1 in Talos.
	severity: 'error',
	kinds: ['talos'],
	*each(root) {
		const etcd = fieldAt(root, 'cluster', 'etcd');
		if (!etcd) {
			return;
		}
		const type = textAt(root, 'machine', 'type');
		if (type === 'worker' || type === 'join') {
			yield problemAt(etcd, t('A worker runs no etcd.'), { part: 'key' });
		}
		const extraArgs = fieldAt(etcd, 'extraArgs');
		for (const { key, ...entry } of extraArgs ? fieldsOf(extraArgs) : []) {
			if (denied.has(key)) {
				yield problemAt(entry, t('Talos sets "{0}" itself.', key), { part: 'key' });
			}
		}
		const subnet = fieldAt(etcd, 'subnet');
		const advertised = fieldAt(etcd, 'advertisedSubnets');
		if (subnet && isSet(subnet) && isSet(advertised)) {
			yield problemAt(subnet, t('"{0}" and "{1}" exclude each other.', 'subnet', 'advertisedSubnets'), { part: 'key' });
		}
		const lists = [advertised, fieldAt(etcd, 'listenSubnets')].flatMap(list => (list ? itemsOf(list) : []));
		for (const site of [subnet, ...lists].flatMap(each => scalarOf(each) ?? [])) {
			if (site.text !== '' && !parseSubnet(site.text.replace(/^!/, ''))) {
				yield problemAt(site, t('"{0}" is no block of addresses.', site.text));
			}
		}
	},
});
