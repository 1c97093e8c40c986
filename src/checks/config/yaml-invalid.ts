import { check } from '../../core/check.ts';
import { t } from '../../core/words.ts';

/** What does not parse is refused whole, so that nothing else in the file counts. */
export default check({
	id: 'config/yaml-invalid',
	title: 'A file is not valid YAML',
	remedy: 'Mend the indentation, the quotes or the brackets here.',
	severity: 'error',
	needs: ['documents'],
	params: {},
	*run({ documents }) {
		const judged = documents.filter(({ kind, apiVersion }) => !kind.startsWith('other/') || apiVersion === '');
		const bundles = new Set(judged.map(({ bundle }) => bundle));
		if (judged.length === 0) {
			yield { notApplicable: t('No file of this kind is there.') };
		}
		for (const { id, errors } of documents.filter(({ bundle }) => bundles.has(bundle))) {
			// One mistake makes others behind it: the first is the one to mend.
			for (const [index, error] of errors.slice(0, 1).entries()) {
				yield {
					message: t('This is not valid YAML: {0}', error),
					subject: { kind: 'file', document: id },
					anchor: { kind: 'syntax', document: id, index },
				};
			}
		}
	},
});
