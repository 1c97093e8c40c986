import { etcdFlag } from '../../core/anchors.ts';
import { GiB } from '../../core/bytes.ts';
import { check } from '../../core/check.ts';
import { currentMembers, ofCluster, unasked } from '../../core/cluster.ts';
import type { DataHash, Facts } from '../../core/facts.ts';
import type { Outcome } from '../../core/finding.ts';
import { answered, labelOf, silencesOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

type Hashed = Answered<DataHash>;

/**
 * All members must hold the same data at the same revision. Where they do not, a read depends on whom one asks, and the
 * difference spreads to whatever trusts it. Claimed only of hashes of one revision with one compaction behind it.
 */
export default check({
	id: 'etcd/data-differs',
	title: 'Members hold different data',
	remedy:
		'Stop writes if you can, take a snapshot of each side, and replace the members of the minority one by one; never disarm first.',
	severity: 'error',
	needs: ['hashes', 'statuses', 'memberLists'],
	params: {
		parallelBelowBytes: {
			default: GiB,
			unit: 'bytes',
			description: 'HashKV is asked of all members in parallel up to this size in use',
			source: 'Our proposal: about a second of reading on a common disk',
		},
	},
	*run(facts) {
		const voters = currentMembers(facts).filter(member => !member.isLearner);
		if (voters.length === 1) {
			yield { notApplicable: t('A single member has nothing to be compared with.') };
			return;
		}
		const hashes = yield* hashed(facts);
		yield* unasked(facts, 'hashes', member => !member.isLearner);
		for (const comparable of groupsBy(hashes, ({ answer }) => `${answer.hashRevision} ${answer.compactRevision}`)) {
			yield* judge(comparable, hashes, Math.max(voters.length, hashes.length));
		}
	},
});

/** That the data were too large to be hashed unasked is the same sentence for all, and is said once. */
function* hashed({ hashes, statuses }: Pick<Facts, 'hashes' | 'statuses'>): Generator<Outcome, Hashed[]> {
	const replies = ofCluster(hashes, statuses);
	const tooLarge = silencesOf(replies).filter(({ silence }) => silence.cause === 'too-large');
	if (tooLarge[0]) {
		yield { unknown: tooLarge[0].silence.message, missing: ['hashes'] };
	}
	const endpoints = new Set(tooLarge.map(reply => reply.endpoint));
	const rest = replies.filter(reply => !endpoints.has(reply.endpoint));
	return rest.length === 0 && endpoints.size > 0 ? [] : yield* answered(rest, 'hashes');
}

function* judge(comparable: readonly Hashed[], all: readonly Hashed[], voters: number): Iterable<Outcome> {
	const camps = groupsBy(comparable, ({ answer }) => String(answer.hash)).sort((a, b) => b.length - a.length);
	const [right, ...wrong] = camps;
	if (right && wrong.length === 0 && comparable.length === 1 && all.length > 1) {
		yield {
			unknown: t('{0} was compacted while the members were hashed: its hash compares with no other.', namesOf(right)),
			missing: ['hashes'],
		};
	} else if (right && wrong.length > 0) {
		yield* right.length * 2 > voters ? wrong.flat().map(each => minority(each, right)) : [undecided(camps)];
	}
}

function minority(reply: Hashed, right: readonly Hashed[]): Outcome {
	return {
		message: t(
			'The data of {0} differ at revision {1} from those of {2}, the majority.',
			labelOf(reply),
			reply.answer.hashRevision,
			namesOf(right),
		),
		subject: subjectOf(reply),
		anchor: etcdFlag(['data-dir'], reply),
	};
}

function undecided(camps: readonly (readonly Hashed[])[]): Outcome {
	const sides = camps.map(camp => t('{0} (hash {1})', namesOf(camp), camp[0]?.answer.hash ?? ''));
	return {
		message: t(
			'The data differ at revision {0} between {1}; without a majority it cannot be told which are right.',
			camps[0]?.[0]?.answer.hashRevision ?? '',
			sides.join(t(' and ')),
		),
		subject: { kind: 'cluster' },
		anchor: etcdFlag(['data-dir']),
	};
}

function namesOf(replies: readonly Hashed[]): string {
	return replies.map(reply => reply.memberName ?? reply.endpoint).join(', ');
}

function groupsBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
	return [...Map.groupBy(items, keyOf).values()];
}
