import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { minorOf } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { peersOf } from '../../schema/etcd-clusters.ts';

/** etcd is upgraded a minor version at a time: a member two of them away does not join. */
export default configCheck({
	id: 'config/etcd-members-apart',
	title: 'Members of one cluster are several minor versions apart',
	remedy: 'Bring all members to one minor version before any goes to the next.',
	// Source: etcd's guides to upgrades; a member checks the versions of the others before it joins.
	severity: 'warning',
	kinds: ['static-pod', 'workload'],
	*each(root, around) {
		const { own, all } = peersOf(root, around);
		for (const { process } of own) {
			const { version, versionSite } = process;
			const other = all.find(
				each =>
					version &&
					each.process.version?.major === version.major &&
					Math.abs(each.process.version.minor - version.minor) > 1,
			);
			if (version && versionSite && other?.process.version) {
				yield problemAt(
					versionSite,
					t(
						'This is etcd {0}, and {1} in the file of "{2}".',
						minorOf(version),
						minorOf(other.process.version),
						other.name ?? '',
					),
				);
			}
		}
	},
});
