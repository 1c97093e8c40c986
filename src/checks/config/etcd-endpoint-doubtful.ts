import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt, type ScalarSite } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { parseUrl } from '../../core/formats/url.ts';
import { t } from '../../core/words.ts';

/** kubeadm takes all of this, and the API server finds no etcd, or one that anybody may read. */
export default configCheck({
	id: 'config/etcd-endpoint-doubtful',
	title: 'An endpoint of an external etcd is doubtful',
	remedy: 'Name each member once, by https and its client port, which is 2379 as a rule.',
	severity: 'warning',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		const sites = textsAt(root, 'etcd.external.endpoints.*');
		for (const [index, site] of sites.entries()) {
			const isTwin = sites.findIndex(other => other.text === site.text) < index;
			yield* isTwin ? [problemAt(site, t('This endpoint is given before.'))] : judge(site);
		}
	},
});

function* judge(site: ScalarSite): Generator<Outcome> {
	const url = parseUrl(site.text);
	if (!url || (url.scheme !== 'http' && url.scheme !== 'https')) {
		return;
	}
	if (url.scheme === 'http') {
		yield problemAt(site, t('By http anybody on the way may read and write everything in the cluster.'));
	}
	if (url.port === '2380') {
		yield problemAt(site, t('2380 is the port of members among themselves; clients use 2379 as a rule.'));
	} else if (url.port === '') {
		const whole = `${site.text}:2379`;
		const isEnd = site.text.endsWith(url.host) && url.hostname !== '' && !url.host.endsWith(':');
		yield problemAt(
			site,
			t('Without a port this is {0}, and etcd listens on 2379.', url.scheme === 'https' ? 443 : 80),
			{ fix: isEnd ? setFix(t('Write "{0}"', whole), site, whole) : undefined },
		);
	}
	if (url.path !== '') {
		yield problemAt(site, t('An endpoint has no path.'));
	}
}
