import { etcdImage } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { compared } from '../../core/cluster.ts';
import { uptimeMs } from '../../core/counters.ts';
import { answersOf } from '../../core/reply.ts';
import { compareVersions, minorOf, parseVersion, type Version } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/**
 * The cluster version is the oldest member's and rises by itself within seconds. Where it stays behind, a member that
 * nobody sees is still old or was never started, and the features of the new version stay off.
 */
export default check({
	id: 'etcd/cluster-version-lags',
	title: 'The cluster version lags behind all members',
	remedy: 'Look for a member that was not upgraded, not started or not removed; then see the log of the leader.',
	severity: 'warning',
	needs: ['now', 'versions', 'statuses', 'memberLists', 'metrics'],
	params: {
		minutes: {
			default: 5,
			unit: 'minutes',
			description: 'A member that started later than this ago may still raise the cluster version.',
			source: 'proposed: the leader decides it within seconds of the last start',
		},
	},
	*run({ now, versions, statuses, memberLists, metrics }, { minutes }) {
		if (answersOf(statuses).some(({ answer }) => answer.downgradeTarget !== undefined)) {
			yield { notApplicable: t('During a downgrade the cluster version is lower on purpose.') };
			return;
		}
		const told = yield* compared(versions, 'versions', { statuses, memberLists });
		const servers = told.flatMap(({ answer }) => versionIn(answer.server)).sort(compareVersions);
		const clusters = told.flatMap(({ answer }) => versionIn(answer.cluster)).sort(compareVersions);
		const [oldest, cluster] = [servers[0], clusters.at(-1)];
		if (told.length > 0 && (!oldest || !cluster)) {
			yield { unknown: t('The cluster has not decided its version yet.'), missing: ['versions'] };
		} else if (oldest && cluster && isOlderMinor(cluster, oldest)) {
			if (!answersOf(metrics).some(({ answer }) => (uptimeMs(answer.first, now) ?? 0) > minutes * 60_000)) {
				yield {
					unknown: t('No member is known to run for {0} minutes yet, which raising the version may take.', minutes),
					missing: ['metrics'],
				};
				return;
			}
			yield {
				message: t(
					'The cluster version is {0}, while every member asked runs {1} or newer.',
					minorOf(cluster),
					minorOf(oldest),
				),
				subject: { kind: 'cluster' },
				anchor: etcdImage(),
			};
		}
	},
});

function versionIn(text: string): Version[] {
	const version = parseVersion(text);
	return version ? [version] : [];
}

function isOlderMinor(a: Version, b: Version): boolean {
	return compareVersions({ ...a, patch: 0 }, { ...b, patch: 0 }) < 0;
}
