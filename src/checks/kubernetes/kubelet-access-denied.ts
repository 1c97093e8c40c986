import { check } from '../../core/check.ts';
import { itemsOf, type KubeObject, textOf } from '../../core/kubernetes.ts';
import { parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';

const wanted = 'kubeadm:apiserver-kubelet-client';

/** The first patch of each minor version in which the API server’s own certificate has no such right by itself. */
const since: Readonly<Record<number, number>> = { 33: 12, 34: 8, 35: 5, 36: 1 };

/** Logs, exec and port-forward fail for everybody, which looks like a lack of rights of whoever tries; the way to etcd is barred by it too. */
export default check({
	id: 'kubernetes/kubelet-access-denied',
	title: 'The API server may not ask the kubelets',
	remedy:
		'Bind the user kube-apiserver-kubelet-client to the ClusterRole system:kubelet-api-admin by the ClusterRoleBinding kubeadm:apiserver-kubelet-client.',
	severity: 'error',
	needs: ['clusterRoleBindings', 'apiServerVersion', 'etcdAccess'],
	params: {},
	// Source: Cluster API, troubleshooting; kubeadm of 1.33.12, 1.34.8, 1.35.5 and 1.36.1
	*run({ clusterRoleBindings, apiServerVersion, etcdAccess }) {
		const version = parseVersion(apiServerVersion.gitVersion);
		const first = version && (version.minor > 36 ? 0 : since[version.minor]);
		if (
			etcdAccess.distribution !== 'kubeadm' ||
			version === undefined ||
			first === undefined ||
			version.patch < first
		) {
			yield { notApplicable: t('This version and distribution need no such binding.') };
			return;
		}
		if (!clusterRoleBindings.objects.some(grantsKubelets)) {
			yield {
				message: t('The binding {0} is missing: logs, exec and port-forward fail for everyone.', wanted),
				subject: { kind: 'cluster' },
			};
		}
	},
});

function grantsKubelets(binding: KubeObject): boolean {
	const role = textOf(binding, 'roleRef', 'name');
	return (
		(role === 'system:kubelet-api-admin' || role === 'cluster-admin') &&
		itemsOf(binding, 'subjects').some(subject => textOf(subject, 'name') === 'kube-apiserver-kubelet-client')
	);
}
