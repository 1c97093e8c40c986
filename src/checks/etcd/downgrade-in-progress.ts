import { etcdImage } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { answered } from '../../core/reply.ts';
import { parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/** As long as a downgrade is open, members are meant to be replaced by older ones; forgotten, it holds up every upgrade. */
export default check({
	id: 'etcd/downgrade-in-progress',
	title: 'A downgrade is in progress',
	remedy:
		'Replace the members by the target version one by one, the leader last, or end it with `etcdctl downgrade cancel`.',
	severity: 'info',
	needs: ['statuses'],
	params: {},
	*run({ statuses }) {
		const members = yield* answered(ofCluster(statuses, statuses), 'statuses');
		const told = members.find(({ answer }) => answer.downgradeTarget !== undefined);
		if (told) {
			const waiting = members.filter(
				({ answer }) => !answer.version.startsWith(minorText(told.answer.downgradeTarget)),
			);
			yield {
				message: t(
					'A downgrade to {0} is in progress; {1} of {2} members still run another version.',
					told.answer.downgradeTarget ?? '',
					waiting.length,
					members.length,
				),
				subject: { kind: 'cluster' },
				anchor: etcdImage(waiting[0]),
			};
		} else if (members.length > 0 && members.every(({ answer }) => (parseVersion(answer.version)?.minor ?? 0) < 6)) {
			yield { notApplicable: t('Members before etcd 3.6 do not tell of downgrades.') };
		}
	},
});

/** `3.5.` of `3.5.0`: a downgrade aims at a minor version. */
function minorText(target = ''): string {
	return target.replace(/^(\d+\.\d+).*/, '$1.');
}
