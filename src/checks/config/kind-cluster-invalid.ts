import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf, setFix, sitesAt, type ScalarSite } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { t } from '../../core/words.ts';

const words: readonly { readonly path: readonly string[]; readonly known: readonly string[] }[] = [
	{ path: ['nodes', '*', 'role'], known: ['control-plane', 'worker'] },
	{ path: ['networking', 'ipFamily'], known: ['ipv4', 'ipv6', 'dual'] },
	{ path: ['networking', 'kubeProxyMode'], known: ['iptables', 'nftables', 'ipvs', 'none'] },
];

/** kind checks this before it makes the first node. */
export default configCheck({
	id: 'config/kind-cluster-invalid',
	title: 'The configuration of a kind cluster is not usable',
	remedy: 'Use the words that kind knows, and an odd number of control-plane nodes.',
	// Source: pkg/internal/apis/config/validate.go of kind.
	severity: 'error',
	kinds: ['kind/Cluster'],
	*each(root) {
		for (const { path, known } of words) {
			for (const site of sitesAt(root, path).flatMap(each => scalarOf(each) ?? [])) {
				if (site.text !== '' && !known.includes(site.text)) {
					yield* wrong(site, known);
				}
			}
		}
		const planes = sitesAt(root, ['nodes', '*']).flatMap(node => {
			const role = scalarOf(fieldAt(node, 'role'));
			return role?.text === 'control-plane' ? [role] : [];
		});
		const last = planes.at(-1);
		if (last && planes.length % 2 === 0) {
			const message = t(
				'{0} members survive as many failures as {2}: {1}.',
				planes.length,
				planes.length / 2 - 1,
				planes.length - 1,
			);
			yield problemAt(last, message, { severity: 'info' });
		}
	},
});

function* wrong(site: ScalarSite, known: readonly string[]) {
	const meant = nearest(site.text, known);
	const fix = meant === undefined ? undefined : setFix(t('Write "{0}"', meant), site, meant);
	yield problemAt(site, t('"{0}" is none of {1}.', site.text, known.join(', ')), { fix });
}
