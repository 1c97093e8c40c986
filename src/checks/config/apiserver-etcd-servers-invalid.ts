import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { parseUrl } from '../../core/formats/url.ts';
import { t } from '../../core/words.ts';
import { apiServerKinds, apiServerSetting, apiServersOf, type ApiServer } from '../../schema/api-server.ts';
import type { Setting } from '../../schema/command.ts';
import { flagFix } from '../../schema/etcd-process.ts';
import { completedUrls } from '../../schema/etcd-values.ts';

const files = ['etcd-cafile', 'etcd-certfile', 'etcd-keyfile'];

/** The API server keeps everything in etcd: without a way to it, it does not become ready, or it does not start. */
export default configCheck({
	id: 'config/apiserver-etcd-servers-invalid',
	title: 'The API server cannot reach etcd by these addresses',
	remedy: 'Write etcd-servers as https://HOST:2379, with etcd-cafile, etcd-certfile and etcd-keyfile.',
	// Source: EtcdOptions.Validate of k8s.io/apiserver.
	severity: 'error',
	kinds: apiServerKinds,
	*each(root, around) {
		for (const server of apiServersOf(root, around)) {
			const servers = apiServerSetting(server, 'etcd-servers');
			if (servers?.text !== undefined) {
				yield* judge(server, servers, servers.text);
			} else if (!servers && server.container && !server.isPartial && server.settings.length > 0) {
				yield problemAt(server.container, t('"etcd-servers" is missing: the API server does not start.'), {
					part: 'key',
				});
			}
		}
	},
});

function* judge(server: ApiServer, setting: Setting, text: string): Generator<Outcome> {
	const { site } = setting;
	const hasFiles = files.some(flag => apiServerSetting(server, flag) !== undefined);
	for (const item of text.split(',')) {
		const url = parseUrl(item);
		if (!url || !['http', 'https', 'unix', 'unixs'].includes(url.scheme)) {
			const whole = hasFiles ? completedUrls('etcd-servers', text, 'https') : undefined;
			const fix =
				whole === undefined ? undefined : flagFix(t('Write "{0}"', whole), server, setting, setting.flag, whole);
			yield problemAt(site, t('"{0}" does not begin with http:// or https://.', item), { fix });
		} else if (url.scheme.startsWith('unix')) {
			continue;
		} else if (url.port === '2380') {
			yield problemAt(site, t('2380 is the port for other members; clients use 2379.'));
		} else if (url.scheme === 'http' && hasFiles) {
			yield problemAt(site, t('"{0}" is plain http: the certificates are not used.', item), { severity: 'warning' });
		} else if (url.scheme === 'https' && !hasFiles && !server.isPartial) {
			yield problemAt(site, t('{0} asks for certificates, and none are given.', item), { severity: 'warning' });
		}
	}
}
