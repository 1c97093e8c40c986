import { configCheck } from '../../core/config-check.ts';
import { fieldsOf, itemsOf, problemAt, scalarOf, setFix, type Site } from '../../core/config-tree.ts';
import { asGoDuration, goDuration } from '../../core/formats/go-duration.ts';
import { t } from '../../core/words.ts';
import { fieldShape, isListShape, shapeOf, type FieldShape } from '../../schema/config-fields.ts';

/** Go knows hours, minutes and seconds, and neither days nor bare numbers. */
export default configCheck({
	id: 'config/duration-invalid',
	title: 'A duration or a time is not readable',
	remedy:
		'Write hours, minutes and seconds, such as "24h0m0s"; there are no days. A time is written as 2030-01-31T12:00:00Z.',
	severity: 'error',
	kinds: ['kubeadm/', 'kubelet/', 'kubeproxy/', 'apiserver/', 'cluster-api/'],
	*each(root) {
		const shape = shapeOf(root.document.apiVersion, root.document.kind.split('/')[1] ?? '');
		for (const { site, type } of shape ? typed(root, shape) : []) {
			const scalar = scalarOf(site);
			if (scalar?.node.type !== 'string') {
				continue;
			}
			if (type === 'Duration' && goDuration(scalar.text) === undefined) {
				const meant = asGoDuration(scalar.text);
				const fix = meant === undefined ? undefined : setFix(t('Write "{0}"', meant), site, meant);
				yield problemAt(site, t('"{0}" is no duration.', scalar.text), { fix });
			} else if (type === 'Time' && !time.test(scalar.text)) {
				yield problemAt(site, t('"{0}" is no time.', scalar.text));
			}
		}
	},
});

/** RFC 3339 as Go reads it. */
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)$/;

/** The fields of a simple type, as far as the document is what its shape says. */
function* typed(site: Site, shape: FieldShape): Generator<{ readonly site: Site; readonly type: string }> {
	if (typeof shape === 'string') {
		yield { site, type: shape };
	} else if (isListShape(shape)) {
		for (const item of itemsOf(site)) {
			yield* typed(item, shape[0]);
		}
	} else {
		for (const field of fieldsOf(site)) {
			const inner = fieldShape(shape, field.key);
			yield* inner === undefined ? [] : typed(field, inner);
		}
	}
}
