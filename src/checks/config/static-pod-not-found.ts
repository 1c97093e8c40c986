import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isOpaque, problemAt, scalarOf, setFix, type Site } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf } from '../../schema/etcd-process.ts';

const annotation = 'kubeadm.kubernetes.io/etcd.advertise-client-urls';
const labels = { component: 'etcd', tier: 'control-plane' };

/** kubeadm looks for the members by namespace and labels: a node that joins or leaves does not see one without them. */
export default configCheck({
	id: 'config/static-pod-not-found',
	title: 'kubeadm does not find the pod of etcd',
	remedy: 'Put the pod into the namespace kube-system, with the labels component: etcd and tier: control-plane.',
	// Source: getRawEtcdEndpointsFromPodAnnotation of kubeadm.
	severity: 'warning',
	kinds: ['static-pod'],
	*each(root, around) {
		const metadata = fieldAt(root, 'metadata');
		if (!metadata || !fieldAt(metadata, 'annotations', annotation) || etcdProcessesOf(root, around).length === 0) {
			return;
		}
		yield* judge(metadata, ['namespace'], 'kube-system');
		for (const [name, value] of Object.entries(labels)) {
			yield* judge(metadata, ['labels', name], value);
		}
	},
});

function* judge(metadata: Site, path: readonly string[], expected: string) {
	const site = fieldAt(metadata, ...path);
	if (isOpaque(site) || scalarOf(site)?.text === expected) {
		return;
	}
	const message = t('kubeadm looks for {0}: {1}.', path.join('.'), expected);
	const fix = scalarOf(site) && site ? setFix(t('Write "{0}"', expected), site, expected) : undefined;
	yield problemAt(site ?? metadata, message, { part: site ? 'value' : 'key', fix });
}
