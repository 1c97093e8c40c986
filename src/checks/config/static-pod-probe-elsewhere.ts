import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf, textAt } from '../../core/config-tree.ts';
import { parseUrl } from '../../core/formats/url.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf, settingOf, type EtcdProcess } from '../../schema/etcd-process.ts';

/** The kubelet restarts a member whose probe fails, and a probe that asks the wrong port always fails. */
export default configCheck({
	id: 'config/static-pod-probe-elsewhere',
	title: 'A probe asks where etcd does not listen',
	remedy: 'Let the probe ask the address, port and scheme of listen-metrics-urls.',
	severity: 'error',
	kinds: ['static-pod'],
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const metrics = urlsOf(process, 'listen-metrics-urls');
			if (!process.container || !metrics || metrics.includes(undefined)) {
				continue;
			}
			// Clients are served too, and the kubelet is none that has a certificate.
			const asksAll = !/^(?:1|t|true)$/i.test(settingOf(process, 'client-cert-auth')?.text ?? '');
			const served = [...metrics, ...(asksAll ? (urlsOf(process, 'listen-client-urls') ?? []) : [])];
			for (const name of ['livenessProbe', 'startupProbe', 'readinessProbe']) {
				const probe = fieldAt(process.container, name, 'httpGet');
				const port = probe && scalarOf(fieldAt(probe, 'port'));
				const scheme = (probe && textAt(probe, 'scheme')?.toLowerCase()) ?? 'http';
				// A port may be named; then the name is all that is known.
				if (port?.node.type === 'int' && !served.some(url => url?.port === port.text && url.scheme === scheme)) {
					const urls = metrics.map(url => `${url?.scheme}://${url?.host}`).join(', ');
					yield problemAt(port, t('The probe asks {0} port {1}; health is served on {2}.', scheme, port.text, urls));
				}
			}
		}
	},
});

/** The addresses of a flag; nothing where it is not set. */
function urlsOf(process: EtcdProcess, flag: string) {
	return settingOf(process, flag)
		?.text?.split(',')
		.map(url => parseUrl(url.trim()));
}
