import { etcdImage } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { answered, subjectOf } from '../../core/reply.ts';
import { compareVersions, minorOf, type Version } from '../../core/version.ts';
import { versionGroupsOf } from '../../core/version-groups.ts';
import { t } from '../../core/words.ts';

/**
 * The oldest patch from which the next minor version is safe, and the one that etcd's documents ask for.
 * Sources: etcd's blog on zombie members (3.5.26) and its upgrade guide to 3.6 (3.5.32); the announcement of 3.7 (3.6.11).
 */
const steps: Readonly<Record<string, { readonly needs: Version; readonly advised: string; readonly next: number }>> = {
	'3.5': { needs: { major: 3, minor: 5, patch: 26 }, advised: '3.5.32', next: 6 },
	'3.6': { needs: { major: 3, minor: 6, patch: 11 }, advised: '3.6.11', next: 7 },
};

/** Upgraded from too old a patch, removed members come back and promoted learners lose their vote. */
export default check({
	id: 'etcd/upgrade-needs-newer-patch',
	title: 'The next upgrade needs a newer patch first',
	remedy:
		'Update every member to the advised patch release and restart it before the upgrade to the next minor version.',
	severity: 'info',
	needs: ['statuses'],
	params: {},
	*run({ statuses }) {
		const groups = versionGroupsOf(yield* answered(ofCluster(statuses, statuses), 'statuses'));
		for (const { text, version, names, replies } of groups) {
			const step = steps[minorOf(version)];
			if (!step || compareVersions(version, step.needs) >= 0) {
				continue;
			}
			const isUnderWay = groups.some(other => other.version.minor >= step.next);
			const next = `${version.major}.${step.next}`;
			const [only, ...others] = replies;
			yield {
				message: isUnderWay
					? t(
							'The upgrade to {0} is under way while {1} still run {2}; {3} had to come first.',
							next,
							names,
							text,
							step.advised,
						)
					: t('Before the upgrade to {0}, {1} must go from {2} to {3}.', next, names, text, step.advised),
				severity: isUnderWay ? 'warning' : 'info',
				subject: only && others.length === 0 ? subjectOf(only) : { kind: 'cluster' },
				anchor: etcdImage(others.length === 0 ? only : {}),
			};
		}
	},
});
