import { configCheck } from '../../core/config-check.ts';
import { problemAt, scalarOf, setFix, sitesAt, fieldsOf, itemsOf, type Site } from '../../core/config-tree.ts';
import { asGoDuration, goDuration } from '../../core/formats/go-duration.ts';
import { t } from '../../core/words.ts';
import { shapeAt, shapeOf } from '../../schema/config-fields.ts';

/** Go knows hours, minutes and seconds, and neither days nor bare numbers. */
export default configCheck({
	id: 'config/duration-invalid',
	title: 'A duration is not readable',
	remedy: 'Write hours, minutes and seconds, such as "24h0m0s"; there are no days.',
	severity: 'error',
	kinds: ['kubeadm/', 'kubelet/', 'kubeproxy/', 'apiserver/', 'cluster-api/'],
	*each(root) {
		const shape = shapeOf(root.document.apiVersion, root.document.kind.split('/')[1] ?? '');
		for (const site of below(root)) {
			const scalar = shapeAt(shape, site.path) === 'Duration' ? scalarOf(site) : undefined;
			if (scalar?.node.type === 'string' && goDuration(scalar.text) === undefined) {
				const meant = asGoDuration(scalar.text);
				const fix = meant === undefined ? undefined : setFix(t('Write "{0}"', meant), site, meant);
				yield problemAt(site, t('"{0}" is no duration.', scalar.text), { fix });
			}
		}
	},
});

function below(site: Site): Site[] {
	const children = [...fieldsOf(site), ...itemsOf(site)];
	return children.length === 0 ? sitesAt(site, []) : children.flatMap(below);
}
