import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { parseAddress } from '../../core/formats/ip.ts';
import { parseUrl } from '../../core/formats/url.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf } from '../../schema/etcd-process.ts';

const flags = ['listen-client-urls', 'listen-peer-urls', 'listen-client-http-urls', 'listen-metrics-urls'];

/** A name can stand for many addresses; etcd wants to be told which one to listen on, and stops at a name. */
export default configCheck({
	id: 'config/etcd-listen-needs-address',
	title: 'etcd is told to listen on a name',
	remedy: 'Write an IP address, or 0.0.0.0 for all of them.',
	// Source: etcd's embed.checkBindURLs.
	severity: 'error',
	kinds: etcdKinds,
	*each(root, around) {
		for (const { settings } of etcdProcessesOf(root, around)) {
			for (const { flag, text, site } of settings) {
				const urls = flags.includes(flag) ? (text ?? '').split(',').map(url => parseUrl(url.trim())) : [];
				const named = urls.find(url => url && /^https?$/.test(url.scheme) && isName(url.hostname));
				// The metrics listener is not checked by etcd.
				if (named && flag !== 'listen-metrics-urls') {
					yield problemAt(site, t('"{0}" is a name, not an IP address.', named.hostname));
				}
			}
		}
	},
});

function isName(host: string): boolean {
	return host !== '' && host !== 'localhost' && !parseAddress(host);
}
