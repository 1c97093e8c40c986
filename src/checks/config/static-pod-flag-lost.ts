import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, rootOf } from '../../core/config-tree.ts';
import type { ConfigDocument } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import { argumentsAt } from '../../schema/arguments.ts';
import { etcdProcessesOf } from '../../schema/etcd-process.ts';

/** What kubeadm writes into the manifest of etcd itself, in one version or another. */
const written =
	/^(?:name|data-dir|(?:listen|advertise)-client-urls|(?:listen|initial-advertise)-peer-urls|listen-metrics-urls|initial-cluster(?:-state)?|(?:peer-)?(?:cert-file|key-file|trusted-ca-file|client-cert-auth)|snapshot-count|feature-gates|(?:experimental-)?watch-progress-notify-interval|experimental-initial-corrupt-check)$/;

/** kubeadm upgrade writes the manifest anew, out of ClusterConfiguration and patches: what was edited by hand is gone then. */
export default configCheck({
	id: 'config/static-pod-flag-lost',
	title: 'The next upgrade takes a flag of etcd away',
	remedy: 'Add it to etcd.local.extraArgs of ClusterConfiguration, or to a patch that kubeadm is given.',
	severity: 'info',
	kinds: ['static-pod'],
	*each(root, around) {
		if (!fieldAt(root, 'metadata', 'annotations', 'kubeadm.kubernetes.io/etcd.advertise-client-urls')) {
			return;
		}
		const kept = keptIn(around.documents);
		if (!kept) {
			return;
		}
		for (const { settings } of etcdProcessesOf(root, around)) {
			for (const { flag, nameSite, namePart, isVariable } of settings) {
				if (!written.test(flag) && !kept.has(flag) && !isVariable) {
					yield problemAt(
						nameSite,
						t('ClusterConfiguration does not have "{0}", and the manifest is made of it.', flag),
						{ part: namePart },
					);
				}
			}
		}
	},
});

const known = new WeakMap<readonly ConfigDocument[], { readonly names?: ReadonlySet<string> }>();

/** The arguments that some ClusterConfiguration has for etcd; nothing where there is none to have them. */
function keptIn(documents: readonly ConfigDocument[]): ReadonlySet<string> | undefined {
	const found = known.get(documents) ?? readKept(documents);
	known.set(documents, found);
	return found.names;
}

function readKept(documents: readonly ConfigDocument[]): { readonly names?: ReadonlySet<string> } {
	const clusters = documents.filter(({ kind }) => kind === 'kubeadm/ClusterConfiguration');
	const kept = clusters.flatMap(cluster => argumentsAt(fieldAt(rootOf(cluster), 'etcd', 'local', 'extraArgs')));
	return clusters.length > 0 ? { names: new Set(kept.map(({ name }) => name)) } : {};
}
