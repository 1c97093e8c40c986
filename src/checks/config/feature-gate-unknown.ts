import { configCheck } from '../../core/config-check.ts';
import { deleteFix, problemAt, renameFix, sitesAt } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { t } from '../../core/words.ts';
import { kubeadmGates } from '../../schema/kubernetes-versions.ts';
import { kubernetesOf } from '../../schema/targets.ts';

/** kubeadm refuses gates it does not know, also those that it knew a release ago. */
export default configCheck({
	id: 'config/feature-gate-unknown',
	title: 'kubeadm has no such feature gate',
	remedy: 'Remove it: gates of Kubernetes itself go into the arguments of its components.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root, { bundle, targets }) {
		const { version } = kubernetesOf(bundle, targets);
		const isKnown = (name: string) => {
			const [since = Infinity, until = Infinity] =
				(Object.hasOwn(kubeadmGates, name) ? kubeadmGates[name] : undefined) ?? [];
			return version.major !== 1 || (version.minor >= since && version.minor < until);
		};
		const gates = sitesAt(root, ['featureGates', '*']).filter(({ path }) => path.length === 2);
		for (const site of gates.filter(({ path }) => !isKnown(String(path[1])))) {
			const name = String(site.path[1]);
			const meant = nearest(name, Object.keys(kubeadmGates).filter(isKnown));
			const fix =
				meant === undefined
					? deleteFix(t('Delete the gate'), site)
					: renameFix(t('Rename to "{0}"', meant), site, meant);
			yield problemAt(site, t('kubeadm {0} has no feature gate "{1}".', `${version.major}.${version.minor}`, name), {
				part: 'key',
				fix,
			});
		}
	},
});
