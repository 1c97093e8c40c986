import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isOpaque, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf } from '../../schema/etcd-process.ts';

/** Members and API servers find etcd at the address of its node; the network of pods needs etcd before it is there. */
export default configCheck({
	id: 'config/static-pod-host-network',
	title: 'The pod of etcd is not on the network of its node',
	remedy: 'Set hostNetwork: true in the spec.',
	severity: 'warning',
	kinds: ['static-pod'],
	*each(root, around) {
		const spec = fieldAt(root, 'spec');
		const site = spec && fieldAt(spec, 'hostNetwork');
		if (spec && etcdProcessesOf(root, around).length > 0 && !isOpaque(site) && scalarOf(site)?.text !== 'true') {
			const edit = {
				document: root.document.id,
				kind: 'insert',
				path: ['spec'],
				key: 'hostNetwork',
				value: true,
			} as const;
			const fix = site ? undefined : { title: t('Add {0}', 'hostNetwork: true'), edits: [edit] };
			yield problemAt(site ?? spec, t('Nobody finds this etcd at the address of the node.'), { part: 'key', fix });
		}
	},
});
