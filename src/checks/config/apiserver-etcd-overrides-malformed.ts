import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { parseUrl } from '../../core/formats/url.ts';
import { t } from '../../core/words.ts';
import { apiServerKinds, apiServerSetting, apiServersOf } from '../../schema/api-server.ts';

/** Kinds of objects may be kept in an etcd of their own, most often events: the API server stops where it cannot read that. */
export default configCheck({
	id: 'config/apiserver-etcd-overrides-malformed',
	title: 'An etcd for single kinds of objects is not readable',
	remedy: 'Write group/resource#URL;URL with commas between the kinds, such as /events#https://10.0.0.1:2379.',
	// Source: EtcdOptions.Validate of k8s.io/apiserver.
	severity: 'error',
	kinds: apiServerKinds,
	*each(root, around) {
		for (const server of apiServersOf(root, around)) {
			const setting = apiServerSetting(server, 'etcd-servers-overrides');
			const broken = (setting?.text ?? '').split(',').find(each => each !== '' && !isOverride(each));
			if (setting && broken !== undefined) {
				yield problemAt(setting.site, t('"{0}" is not group/resource#URL;URL.', broken));
			}
		}
	},
});

function isOverride(text: string): boolean {
	const [what = '', urls, ...more] = text.split('#');
	return (
		urls !== undefined &&
		more.length === 0 &&
		what.split('/').length === 2 &&
		urls.split(';').every(url => /^https?$/.test(parseUrl(url)?.scheme ?? ''))
	);
}
