import { etcdImage } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { compared, ofCluster } from '../../core/cluster.ts';
import { newestOf, uptimeMs } from '../../core/counters.ts';
import type { Facts } from '../../core/facts.ts';
import { answersOf } from '../../core/reply.ts';
import { versionGroupsOf } from '../../core/version-groups.ts';
import { t } from '../../core/words.ts';

/** A mix of versions is meant for the hour of an upgrade: the cluster keeps to the features of its oldest member. */
export default check({
	id: 'etcd/version-skew',
	title: 'Members run different versions',
	remedy: 'Finish the upgrade, one minor version at a time, so that all members run one version.',
	// Source: etcd's upgrade guides; members more than one minor version apart refuse each other.
	severity: 'warning',
	needs: ['statuses', 'memberLists', 'metrics', 'now'],
	params: {
		upgradeMinutes: {
			default: 60,
			unit: 'minutes',
			description:
				'While a member was started this recently, different patches are an upgrade under way, and only noted.',
			source: 'Our proposal: a rolling upgrade is done within an hour',
		},
	},
	*run(facts, { upgradeMinutes }) {
		const groups = versionGroupsOf(yield* compared(facts.statuses, 'statuses', facts));
		const [oldest, newest] = [groups[0], groups.at(-1)];
		if (!oldest || !newest || oldest === newest) {
			return;
		}
		const minors = newest.version.minor - oldest.version.minor;
		const isApart = newest.version.major !== oldest.version.major || minors > 1;
		const versions = groups.map(({ text, names }) => t('{0} on {1}', text, names)).join('; ');
		yield {
			message: isApart
				? t('Members run versions more than one minor apart: {0}.', versions)
				: minors === 1
					? t('Members run two minor versions: {0}.', versions)
					: t('Members run different patch versions: {0}.', versions),
			severity: isApart ? 'error' : minors === 1 || isLeft(facts, upgradeMinutes) ? 'warning' : 'info',
			subject: { kind: 'cluster' },
			anchor: etcdImage(oldest.replies[0]),
		};
	},
});

/** Whether every member is known to have run on for so long that nobody is upgrading. */
function isLeft({ statuses, metrics, now }: Pick<Facts, 'statuses' | 'metrics' | 'now'>, minutes: number): boolean {
	const uptimes = answersOf(ofCluster(statuses, statuses)).map(({ endpoint }) => {
		const page = answersOf(metrics).find(reply => reply.endpoint === endpoint);
		return page ? uptimeMs(newestOf(page), now) : undefined;
	});
	return uptimes.every(uptime => uptime !== undefined && uptime >= minutes * 60_000);
}
