import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf, flagKinds } from '../../schema/etcd-process.ts';
import { knownBugsOf } from '../../schema/known-bugs.ts';

/** An image that is pinned stays, also when its defects have long been mended. */
export default configCheck({
	id: 'config/etcd-version-with-known-bug',
	title: 'The version of etcd has known bugs',
	remedy: 'Pin the newest patch release of its line, or let kubeadm choose.',
	severity: 'warning',
	kinds: flagKinds,
	*each(root, around) {
		for (const { version, versionSite } of etcdProcessesOf(root, around)) {
			if (!version || !versionSite || versionSite.node.kind !== 'scalar' || versionSite.node.opaque) {
				continue;
			}
			const { bugs, fixedIn } = knownBugsOf(version);
			const [worst] = bugs;
			if (worst && worst.severity !== 'info') {
				const text = `${version.major}.${version.minor}.${version.patch}`;
				const more = bugs.length - 1;
				const what = more > 0 ? t('{0}; and {1} more', worst.what(), more) : worst.what();
				yield problemAt(
					versionSite,
					t('etcd {0} has known bugs: {1}. {2} has all of them mended.', text, what, fixedIn),
				);
			}
		}
	},
});
