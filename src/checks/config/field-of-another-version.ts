import { configCheck, type Surroundings } from '../../core/config-check.ts';
import { deleteFix, fieldAt, problemAt, rootOf, scalarOf, type Site } from '../../core/config-tree.ts';
import type { Fix } from '../../core/fix.ts';
import { t } from '../../core/words.ts';
import { unknownFieldsOf } from '../../schema/unknown-fields.ts';

/** Files outlive the version they were written for: a field that was renamed or left out is lost without a word. */
export default configCheck({
	id: 'config/field-of-another-version',
	title: 'A field belongs to another API version',
	remedy: 'Write it as the API version of this document has it, or change the API version.',
	severity: 'error',
	kinds: ['kubeadm/'],
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
	const target =
		path === 'apiServer.timeoutForControlPlane'
			? {
					document: bundle.find(({ kind }) => kind === 'kubeadm/InitConfiguration'),
					key: 'controlPlaneComponentHealthCheck',
				}
			: path === 'discovery.timeout'
				? { document: root.document, key: 'discovery' }
				: undefined;
	const value = scalarOf(site)?.text;
	const { document, key } = target ?? {};
	if (!document || key === undefined || value === undefined || fieldAt(rootOf(document), 'timeouts', key)) {
		return undefined;
	}
	return {
		title: t('Move to "timeouts.{0}" of {1}', key, document.kind.split('/')[1] ?? ''),
		edits: [
			{ document: site.document.id, kind: 'delete', path: site.path },
			{ document: document.id, kind: 'insert', path: ['timeouts'], key, value },
		],
	};
}
