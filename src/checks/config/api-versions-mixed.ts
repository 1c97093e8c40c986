import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { knownApiVersions } from '../../schema/config-fields.ts';
import { migrationOf } from '../../schema/kubeadm-migration.ts';

/** Documents of two versions in one file tell of a migration that was left half done. */
export default configCheck({
	id: 'config/api-versions-mixed',
	title: 'A file mixes API versions of kubeadm',
	remedy: 'Bring all documents of the file to one API version.',
	severity: 'warning',
	kinds: ['kubeadm/'],
	wholes: true,
	*each(root, { bundle }) {
		// One that says no version is told of elsewhere.
		const first = bundle.find(({ kind, apiVersion }) => kind.startsWith('kubeadm/') && apiVersion !== '');
		const site = fieldAt(root, 'apiVersion');
		if (first && site && first.apiVersion !== root.document.apiVersion) {
			const own = bundle.filter(({ kind }) => kind.startsWith('kubeadm/')).map(({ apiVersion }) => apiVersion);
			const newest = knownApiVersions.findLast(version => own.includes(version)) ?? '';
			const migration = migrationOf(bundle, newest);
			const fix =
				migration && 'edits' in migration
					? { title: t('Migrate the file to {0}', newest), edits: migration.edits }
					: undefined;
			yield problemAt(site, t('The first document of this file has {0}.', first.apiVersion), { fix });
		}
	},
});
