import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, type Site } from '../../core/config-tree.ts';
import type { Fix } from '../../core/fix.ts';
import { t } from '../../core/words.ts';
import { readerOf } from '../../schema/component-readers.ts';
import { shapeOf } from '../../schema/config-fields.ts';
import { mismatchesOf } from '../../schema/decode.ts';

/** A number where a text must stand, or the reverse, stops the program that reads the file. */
export default configCheck({
	id: 'config/wrong-type',
	title: 'A value is of the wrong type',
	remedy: 'Add or remove the quotes, or write a value of the right kind.',
	severity: 'error',
	kinds: ['kubeadm/', 'kubelet/', 'kubeproxy/', 'apiserver/', 'cluster-api/'],
	*each(root, around) {
		const shape = shapeOf(root.document.apiVersion, root.document.kind.split('/')[1] ?? '');
		for (const mismatch of shape ? mismatchesOf(root, shape) : []) {
			if (mismatch.kind === 'type') {
				const { site, expected } = mismatch;
				yield problemAt(site, messageOf(expected), {
					fix: fixOf(site, expected),
					severity: readerOf(root.document, around) === 'nobody' ? 'warning' : 'error',
				});
			}
		}
	},
});

function messageOf(expected: string): string {
	switch (expected) {
		case 'map':
			return t('Fields belong here, not this.');
		case 'list':
			return t('A list belongs here: each item after a dash.');
		case 'bool':
			return t('true or false belongs here, without quotes.');
		case 'float64':
			return t('A number belongs here, without quotes.');
		case 'int':
		case 'int32':
		case 'int64':
		case 'uint32':
			return t('A whole number belongs here, without quotes.');
		case 'Duration':
		case 'DurationOrNumber':
			return t('A duration in quotes belongs here, such as "5m0s".');
		case 'Quantity':
			return t('A quantity belongs here, such as 500m or 1Gi.');
		case 'Time':
			return t('A time in quotes belongs here, such as "2030-01-31T12:00:00Z".');
		default:
			return t('A text belongs here: put it in quotes.');
	}
}

function fixOf(site: Site, expected: string): Fix | undefined {
	const { node } = site;
	if (node.kind !== 'scalar') {
		return undefined;
	}
	if (['string', 'string:token'].includes(expected)) {
		return setFix(t('Put it in quotes'), site, node.text);
	}
	const isNumber = /^(?:0|-?[1-9]\d{0,8})$/.test(node.text);
	if (expected.startsWith('int') && isNumber) {
		return setFix(t('Remove the quotes'), site, Number(node.text));
	}
	return expected === 'bool' && /^(?:true|false)$/.test(node.text)
		? setFix(t('Remove the quotes'), site, node.text === 'true')
		: undefined;
}
