import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf, setFix } from '../../core/config-tree.ts';
import { compareVersions } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf } from '../../schema/etcd-process.ts';

/** The first patches with the two pages, by minor version of etcd. */
const since: Readonly<Record<number, number>> = { 4: 29, 5: 11 };

/** A probe of a page that is not there fails every time, and the kubelet restarts etcd over and over. */
export default configCheck({
	id: 'config/static-pod-probe-too-new',
	title: 'A probe asks for a page that this etcd does not have',
	remedy: 'Ask for /health, or use an etcd that has /livez and /readyz: 3.4.29, 3.5.11 or later.',
	severity: 'error',
	kinds: ['static-pod', 'workload'],
	*each(root, around) {
		for (const { container, version } of etcdProcessesOf(root, around)) {
			const patch = version?.major === 3 ? since[version.minor] : undefined;
			const isOld = version && patch !== undefined && compareVersions(version, { ...version, patch }) < 0;
			for (const name of container && isOld ? ['livenessProbe', 'startupProbe', 'readinessProbe'] : []) {
				const path = container && scalarOf(fieldAt(container, name, 'httpGet', 'path'));
				if (path && /^\/(?:livez|readyz)/.test(path.text)) {
					const text = `${version?.major}.${version?.minor}.${version?.patch}`;
					yield problemAt(path, t('etcd {0} has no page {1}.', text, path.text), {
						fix: setFix(t('Write "{0}"', '/health'), path, '/health'),
					});
				}
			}
		}
	},
});
