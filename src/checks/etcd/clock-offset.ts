import { check } from '../../core/check.ts';
import { compared } from '../../core/cluster.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Clock } from '../../core/facts.ts';
import type { Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Clocks that differ make leases and certificates end at different times, and logs of several members impossible to join. */
export default check({
	id: 'etcd/clock-offset',
	title: 'Clocks differ',
	remedy: 'Synchronise the clocks of all hosts by NTP or chrony.',
	severity: 'warning',
	needs: ['clocks', 'statuses', 'memberLists'],
	params: {
		limitMs: {
			default: 1000,
			unit: 'milliseconds',
			description: 'Proven difference of two clocks from which it warns.',
			source: 'etcd’s log "prober found high clock drift": more than one second',
		},
	},
	*run({ clocks, ...about }, { limitMs }) {
		const told = yield* compared(clocks, 'clocks', about);
		const slowest = told.toSorted((a, b) => latestOf(a) - latestOf(b))[0];
		const fastest = told.toSorted((a, b) => earliestOf(b) - earliestOf(a))[0];
		if (!slowest || !fastest) {
			return;
		}
		const apartMs = earliestOf(fastest) - latestOf(slowest);
		if (apartMs > limitMs) {
			yield {
				message: t(
					'The clocks of {0} and {1} are at least {2} apart.',
					fastest.memberName ?? fastest.endpoint,
					slowest.memberName ?? slowest.endpoint,
					formatDuration(apartMs),
				),
				subject: { kind: 'cluster' },
			};
			return;
		}
		const offMs = Math.min(...told.map(distanceOf));
		if (offMs > limitMs) {
			yield {
				message: t('All members agree; the clock of this machine is at least {0} off theirs.', formatDuration(offMs)),
				severity: 'info',
				subject: { kind: 'cluster' },
			};
		}
	},
});

/** The offsets that the answer leaves possible, in milliseconds ahead of our clock. */
function earliestOf({ answer }: Answered<Clock>): number {
	return answer.offsetMs - answer.uncertaintyMs;
}

function latestOf({ answer }: Answered<Clock>): number {
	return answer.offsetMs + answer.uncertaintyMs;
}

/** How far our clock is off this member's at least. */
function distanceOf(reply: Answered<Clock>): number {
	return Math.max(earliestOf(reply), -latestOf(reply));
}
