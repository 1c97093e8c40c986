import { configCheck, type Surroundings } from '../../core/config-check.ts';
import { fieldAt, problemAt, setFix, type Site } from '../../core/config-tree.ts';
import type { Problem } from '../../core/finding.ts';
import { t } from '../../core/words.ts';
import { knownApiVersions } from '../../schema/config-fields.ts';
import { migrationOf, newestApi } from '../../schema/kubeadm-migration.ts';
import { kubeadmApis, newestKubernetes } from '../../schema/kubernetes-versions.ts';
import { kubernetesOf } from '../../schema/targets.ts';

/** Every kubeadm reads the API versions of its time; the file that built the cluster may not serve to rebuild it. */
export default configCheck({
	id: 'config/api-version-unsupported',
	title: 'kubeadm does not read this API version',
	remedy:
		'Move the file to the API version that the kubeadm of this Kubernetes reads; newest is kubeadm.k8s.io/v1beta4.',
	// Source: kubeadm's validateSupportedVersion; pull request 136016 of Kubernetes for v1beta3.
	severity: 'error',
	kinds: ['kubeadm/', 'kubelet/', 'kubeproxy/'],
	wholes: true,
	*each(root, { bundle, targets }) {
		const { apiVersion, kind } = root.document;
		const site = fieldAt(root, 'apiVersion');
		const [group = ''] = apiVersion.toLowerCase().split('/');
		const api = kubeadmApis[apiVersion];
		const { version } = kubernetesOf(bundle, targets);
		const minor = version.major === 1 ? version.minor : newestKubernetes.minor;
		if (!site) {
			return;
		}
		if (!kind.startsWith('kubeadm/') || !api) {
			const right = knownApiVersions.findLast(known => known.startsWith(`${group}/`));
			if (right !== undefined && !knownApiVersions.includes(apiVersion)) {
				const fix = setFix(t('Write "{0}"', right), site, right);
				yield problemAt(site, t('There is no {0}; {1} is there.', apiVersion, right), { fix });
			}
			return;
		}
		if (api.refused !== undefined && minor >= api.refused) {
			const message = t('kubeadm {0} refuses {1}: it is gone since {2}.', `1.${minor}`, apiVersion, `1.${api.refused}`);
			yield migrating(site, message, minor, bundle, 'error');
		} else if (minor < api.since) {
			yield problemAt(
				site,
				t('kubeadm {0} does not know {1}: it came with {2}.', `1.${minor}`, apiVersion, `1.${api.since}`),
			);
		} else if (api.deprecated !== undefined && minor >= api.deprecated) {
			const message = t(
				'{0} is deprecated since kubeadm {1}, and goes with {2}.',
				apiVersion,
				`1.${api.deprecated}`,
				`1.${api.refused ?? 0}`,
			);
			yield migrating(site, message, minor, bundle, 'warning');
		}
	},
});

/** Mended for the whole file at once: documents of two versions are no better than old ones. */
function migrating(
	site: Site,
	message: string,
	minor: number,
	bundle: Surroundings['bundle'],
	severity: 'error' | 'warning',
): Problem {
	const to = newestApi(minor);
	const migration = to === undefined ? undefined : migrationOf(bundle, to);
	if (to === undefined || !migration) {
		return problemAt(site, message, { severity });
	}
	return 'refusal' in migration
		? problemAt(site, `${message} ${t('It cannot be migrated by itself: {0}', migration.refusal)}`, { severity })
		: problemAt(site, message, { severity, fix: { title: t('Migrate the file to {0}', to), edits: migration.edits } });
}
