import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { shapeOf } from '../../schema/config-fields.ts';
import { mismatchesOf } from '../../schema/decode.ts';

/** v1beta4 made a list of what was a map, so that a flag can be given twice. Neither version reads the other's form. */
export default configCheck({
	id: 'config/arguments-shape',
	title: 'Arguments are written as another API version has them',
	remedy: 'Write a list of "name" and "value" in v1beta4, and a map up to v1beta3.',
	severity: 'error',
	kinds: ['kubeadm/', 'cluster-api/'],
	*each(root) {
		const shape = shapeOf(root.document.apiVersion, root.document.kind.split('/')[1] ?? '');
		for (const mismatch of shape ? mismatchesOf(root, shape) : []) {
			if (mismatch.kind === 'arguments') {
				const { site, expected } = mismatch;
				const isList = expected === 'list';
				const message = isList
					? t('This version has arguments as a list of "name" and "value".')
					: t('This version has arguments as a map of names to values.');
				const title = isList ? t('Make a list of it') : t('Make a map of it');
				const fix = {
					title,
					edits: [{ document: site.document.id, kind: 'reshape', path: site.path, to: expected }],
				} as const;
				yield problemAt(site, message, { part: 'key', fix });
			}
		}
	},
});
