import { configCheck, type Surroundings } from '../../core/config-check.ts';
import { deleteFix, problemAt, scalarOf, type Site } from '../../core/config-tree.ts';
import type { Fix } from '../../core/fix.ts';
import { t } from '../../core/words.ts';
import { renameToV1beta2 } from '../../schema/cluster-api-renames.ts';
import { toTimeouts } from '../../schema/kubeadm-migration.ts';
import { unknownFieldsOf } from '../../schema/unknown-fields.ts';

/** Files outlive the version they were written for: a field that was renamed or left out is lost without a word. */
export default configCheck({
	id: 'config/field-of-another-version',
	title: 'A field belongs to another API version',
	remedy: 'Write it as the API version of this document has it, or change the API version.',
	severity: 'error',
	kinds: ['kubeadm/', 'cluster-api/'],
	*each(root, around) {
		for (const { site, name, elsewhere } of unknownFieldsOf(root)) {
			if (elsewhere) {
				const versions = elsewhere.map(version => version.split('/')[1] ?? version).join(', ');
				const version = root.document.apiVersion.split('/')[1] ?? '';
				const message = t('"{0}" is a field of {1}, not of {2}.', name, versions, version);
				yield problemAt(site, message, { part: 'key', fix: fixOf(root, site, around) });
			}
		}
	},
});

/** Where v1beta4 has what v1beta3 had elsewhere. */
function fixOf(root: Site, site: Site, { bundle }: Surroundings): Fix | undefined {
	const path = site.path.join('.');
	if (path === 'dns.type' || path === 'useHyperKubeImage') {
		return deleteFix(t('Delete the field'), site);
	}
	const init = bundle.find(({ kind }) => kind === 'kubeadm/InitConfiguration');
	const { apiVersion, kind } = root.document;
	if (kind.startsWith('cluster-api/')) {
		const edits = renameToV1beta2(root, site);
		return edits && { title: t('Write it as v1beta2 has it'), edits };
	}
	const move =
		path === 'apiServer.timeoutForControlPlane'
			? toTimeouts(site, init ?? { apiVersion, kind: 'InitConfiguration' }, 'controlPlaneComponentHealthCheck')
			: path === 'discovery.timeout'
				? toTimeouts(site, root.document, 'discovery')
				: undefined;
	if (move === undefined || typeof move === 'string' || move.kind !== 'move' || !scalarOf(site)) {
		return undefined;
	}
	const owner = path === 'discovery.timeout' ? 'JoinConfiguration' : 'InitConfiguration';
	return { title: t('Move to "timeouts.{0}" of {1}', move.key, owner), edits: [move] };
}
