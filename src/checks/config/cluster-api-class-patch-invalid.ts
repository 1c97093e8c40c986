import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, itemsOf, problemAt, scalarOf, sitesAt, type Site } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';

/** Patches fit the templates of a class to each cluster; a webhook refuses those that could change anything else. */
export default configCheck({
	id: 'config/cluster-api-class-patch-invalid',
	title: 'A patch of a class of clusters is not usable',
	remedy: 'Use add, replace or remove, a path below /spec, and value or valueFrom; give each patch a name of its own.',
	// Source: the webhook of ClusterClass.
	severity: 'error',
	kinds: ['cluster-api/ClusterClass'],
	*each(root) {
		const names = new Set<string>();
		for (const patch of sitesAt(root, ['spec', 'patches', '*'])) {
			const name = scalarOf(fieldAt(patch, 'name'));
			if (name && names.has(name.text)) {
				yield problemAt(name, t('"{0}" is given before.', name.text));
			}
			names.add(name?.text ?? '');
			for (const step of sitesAt(patch, ['definitions', '*', 'jsonPatches']).flatMap(itemsOf)) {
				yield* judge(step);
			}
		}
	},
});

function* judge(step: Site): Generator<Outcome> {
	const op = scalarOf(fieldAt(step, 'op'));
	const path = scalarOf(fieldAt(step, 'path'));
	const source = fieldAt(step, 'valueFrom');
	if (op && !['add', 'replace', 'remove'].includes(op.text)) {
		yield problemAt(op, t('"{0}" is none of {1}.', op.text, 'add, replace, remove'));
	}
	if (path && !/^\/spec(?:\/|$)/.test(path.text)) {
		yield problemAt(path, t('A patch changes what is below /spec, and nothing else.'));
	}
	if (source && isSet(source) && fieldAt(step, 'value')) {
		yield problemAt(source, t('"{0}" and "{1}" exclude each other.', 'value', 'valueFrom'), { part: 'key' });
	} else if (op && /^(?:add|replace)$/.test(op.text) && !source && !fieldAt(step, 'value')) {
		yield problemAt(op, t('"{0}" needs a value.', op.text));
	}
}
