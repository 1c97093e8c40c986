import { formatBytes } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { formatDuration } from '../../core/duration.ts';
import type { KnownSnapshot } from '../../core/facts.ts';
import type { Outcome } from '../../core/finding.ts';
import { clusterIdOf } from '../../core/members.ts';
import { answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * A snapshot is the way back from lost quorum and from a mistake. Only those that Quorum saved for this user on this machine
 * are known, so it informs and claims no more.
 */
export default check({
	id: 'etcd/no-recent-snapshot',
	title: 'No recent snapshot is known here',
	remedy: 'Save one, or schedule them: `quorum snapshot save`, `quorum snapshot cronjob`, `quorum snapshot timer`.',
	severity: 'info',
	needs: ['snapshots', 'statuses', 'now'],
	params: {
		ageDays: {
			default: 1,
			unit: 'days',
			description: 'Age of the newest good snapshot above which it informs.',
			source: 'Our proposal: twice the 12 hours that lie between the snapshots of K3s and RKE2',
		},
	},
	*run({ snapshots, statuses, now }, { ageDays }) {
		if (snapshots.length === 0) {
			yield { notApplicable: t('No snapshot was saved from here; those that are made elsewhere are not known here.') };
			return;
		}
		const clusterId = clusterIdOf({ statuses });
		if (clusterId === '') {
			yield* answered(statuses, 'statuses');
			return;
		}
		const own = snapshots.filter(snapshot => snapshot.clusterId === clusterId);
		yield* own.length === 0 ? [noneKnown()] : judge(own, now, ageDays * 86_400_000);
	},
});

function noneKnown(): Outcome {
	return {
		unknown: t('Of this cluster no snapshot is known here; those that are made elsewhere cannot be seen.'),
		missing: ['snapshots'],
	};
}

function* judge(own: readonly KnownSnapshot[], now: number, limitMs: number): Iterable<Outcome> {
	const subject = { kind: 'cluster' } as const;
	const good = own.filter(({ state }) => state === 'good').sort((a, b) => b.takenAt - a.takenAt);
	const [newest] = good;
	if (!newest) {
		yield { message: t('Of the {0} snapshots known here no file is still what was verified.', own.length), subject };
	} else if (now - newest.takenAt > limitMs) {
		const { file, sizeBytes, takenAt } = newest;
		const age = formatDuration(now - takenAt);
		yield {
			message: t('The newest good snapshot known here, {0} of {1}, is {2} old.', file, formatBytes(sizeBytes), age),
			subject,
		};
	}
}
