import { compareDisks, type DiskComparison, type RankedDisk } from '../../core/disk-comparison.ts';
import type { MemberDisk, UncommittedEntry } from '../../core/disk-facts.ts';
import { compareVersions, parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { isAssessed, type Assessed, type Assessment } from './assessment.ts';

/** A way back, and what it costs. */
export interface Way {
	readonly kind: 'none-needed' | 'start' | 'replace' | 'force-new-cluster' | 'restore-snapshot';
	/** The host it begins with, where there is one. */
	readonly from?: string;
	readonly reasons: readonly string[];
	/** What could be lost, in words; empty where nothing can. */
	readonly losses: readonly string[];
}

export interface Decision {
	readonly comparison: DiskComparison;
	/** Host and rank, best first; hosts without files are not in it. */
	readonly ranking: readonly { readonly host: string; readonly rank: RankedDisk }[];
	/** Best first. */
	readonly ways: readonly Way[];
	/** What cannot be known from what was seen. */
	readonly unknown: readonly string[];
	/** Entries that a forced new cluster would discard, by index; perhaps some of them were acknowledged. */
	readonly discarded: readonly UncommittedEntry[];
}

type WithDisk = Assessed & { readonly disk: MemberDisk };

/** What can be done, from what was seen of the hosts. Pure; nothing is decided for the user. */
export function decide(assessments: readonly Assessment[]): Decision {
	const seen = assessments.filter(isAssessed);
	const withDisk = seen.filter((each): each is WithDisk => each.disk !== undefined);
	const comparison = compareDisks(withDisk.map(({ disk }) => disk));
	const hostOf = (rank: RankedDisk) => withDisk.find(({ disk }) => disk.document === rank.document)?.host.name ?? '';
	const ranking = comparison.ranked.map(rank => ({ host: hostOf(rank), rank }));
	const sound = ranking.find(({ rank }) => rank.obstacles.length === 0 && !isOutsider(rank, comparison));
	const discarded = discardedBy(sound?.rank.committed ?? 0, withDisk, comparison);
	return {
		comparison,
		ranking,
		ways: waysOf(seen, ranking, comparison, discarded),
		unknown: unknownOf(assessments, comparison),
		discarded,
	};
}

function waysOf(
	seen: readonly Assessed[],
	ranking: Decision['ranking'],
	comparison: DiskComparison,
	discarded: readonly UncommittedEntry[],
): Way[] {
	const voters = comparison.members.filter(({ isLearner }) => !isLearner).length;
	const needed = Math.floor(voters / 2) + 1;
	const sound = ranking.filter(({ rank }) => rank.obstacles.length === 0 && !isOutsider(rank, comparison));
	const startable = sound.filter(({ host }) => !isCut(seen, host) && !isFolder(seen, host));
	const running = seen.filter(({ look }) => look?.process !== undefined).map(({ host }) => host.name);
	const runningSound = sound.filter(({ host }) => running.includes(host));
	const [best] = sound;
	const restore: Way = {
		kind: 'restore-snapshot',
		reasons: [t('A snapshot that was saved before brings back the state of its moment.')],
		losses: [t('Everything that was written after the snapshot was saved.')],
	};
	if (!best) {
		return [restore];
	}
	if (runningSound.length >= needed) {
		const isWhole = runningSound.length === voters;
		return [
			{
				kind: isWhole ? 'none-needed' : 'replace',
				reasons: [t('{0} of {1} voters run, {2} are needed: there is a quorum.', runningSound.length, voters, needed)],
				losses: [],
			},
			restore,
		];
	}
	const force: Way = {
		kind: 'force-new-cluster',
		from: best.host,
		reasons: [
			t('{0} of {1} voters have files that can be used, {2} are needed.', sound.length, voters, needed),
			t('{0} holds most: committed up to entry {1}.', best.host, best.rank.committed ?? 0),
		],
		losses: [
			...(isCut(seen, best.host)
				? [t('What came behind the end of the log of {0}, which was cut off; nobody knows how much.', best.host)]
				: []),
			...aheadOf(best, ranking, comparison),
			...lossesOf(discarded, comparison),
			...unlistedOf(seen),
			...oldEtcd(best.host, seen),
		],
	};
	const start: Way = {
		kind: 'start',
		reasons: [
			t(
				'{0} of {1} voters have files that can be used, and {2} are needed: started together they are a quorum.',
				startable.length,
				voters,
				needed,
			),
		],
		losses: [],
	};
	return startable.length >= needed ? [start, force, restore] : [force, restore];
}

/** Its vote would count for entries that it has forgotten. */
function isCut(seen: readonly Assessed[], name: string): boolean {
	return seen.some(({ host, disk }) => host.name === name && disk?.damages.kept.some(damage => damage.isCut));
}

function isFolder(seen: readonly Assessed[], name: string): boolean {
	return seen.some(({ host }) => host.name === name && 'folder' in host);
}

/** A member that the others removed would be refused by them. */
function isOutsider({ memberId }: RankedDisk, { members }: DiskComparison): boolean {
	return memberId !== undefined && !members.some(({ id }) => id === memberId);
}

/** Of every log that was read: the leader may have acknowledged an entry that its followers do not know to be committed. */
function discardedBy(kept: number, disks: readonly WithDisk[], { clusterId }: DiskComparison): UncommittedEntry[] {
	const own = disks.filter(({ disk }) => disk.clusterId === undefined || disk.clusterId === clusterId);
	const entries = own.flatMap(({ disk }) => disk.log?.uncommitted.kept ?? []).filter(({ index }) => index > kept);
	const unique = new Map(entries.map(entry => [`${entry.index} ${entry.term}`, entry]));
	return [...unique.values()].toSorted((a, b) => a.index - b.index || a.term - b.term);
}

/** What others have committed beyond it is lost for certain: their files cannot be begun with. */
function aheadOf(
	best: Decision['ranking'][number],
	ranking: Decision['ranking'],
	{ clusterId }: DiskComparison,
): string[] {
	const kept = best.rank.committed ?? 0;
	return ranking
		.filter(({ rank }) => (rank.committed ?? 0) > kept && [undefined, clusterId].includes(rank.clusterId))
		.map(({ host, rank }) =>
			t(
				'Entries {0} to {1}, which are committed on {2} and not known to be on {3}. {4}',
				kept + 1,
				rank.committed ?? 0,
				host,
				best.host,
				rank.obstacles.map(({ message }) => message).join(' '),
			),
		);
}

/** More than can be listed. */
function unlistedOf(seen: readonly Assessed[]): string[] {
	return seen.flatMap(({ host, disk }) => {
		const { count = 0, kept = [] } = disk?.log?.uncommitted ?? {};
		return count > kept.length
			? [t('{0} more entries of the log of {1}, whose keys are not listed here.', count - kept.length, host.name)]
			: [];
	});
}

function lossesOf(discarded: readonly UncommittedEntry[], { hasMajority, unseen }: DiskComparison): string[] {
	return [
		...discarded.map(({ index, term, request, keys }) =>
			t('Entry {0} of term {1}: {2} {3}. Perhaps it was acknowledged.', index, term, request, keys.join(' ')),
		),
		...(hasMajority
			? []
			: [
					t(
						'Writes that only {0} know of: files of a majority were not seen, so acknowledged writes may be missing altogether.',
						unseen.map(({ name, id }) => name || id).join(', '),
					),
				]),
	];
}

/** The first versions that keep what is in the database though raft had not written it down. Source: etcd, bootstrap.go. */
const keepsApplied = [
	{ major: 3, minor: 5, patch: 22 },
	{ major: 3, minor: 6, patch: 1 },
];

function oldEtcd(host: string, seen: readonly Assessed[]): string[] {
	const best = seen.find(each => each.host.name === host);
	const version = parseVersion(best?.look?.version ?? '');
	const { commitIndex = 0 } = best?.disk?.log ?? {};
	const applied = best?.disk?.database?.consistentIndex ?? 0;
	const since = keepsApplied.findLast(({ minor }) => minor <= (version?.minor ?? 0)) ?? keepsApplied[0];
	const isOld = version !== undefined && since !== undefined && compareVersions(version, since) < 0;
	return isOld && applied > commitIndex
		? [
				t(
					'etcd {0} forgets entries {1} to {2}, which are in the database, and may pass over as many new ones: start with a newer patch.',
					best?.look?.version ?? '',
					commitIndex + 1,
					applied,
				),
			]
		: [];
}

function unknownOf(assessments: readonly Assessment[], { hasMajority, members }: DiskComparison): string[] {
	return [
		...assessments.flatMap(each =>
			isAssessed(each)
				? [
						...(each.unread === undefined
							? []
							: [t('{0}: its files could not be read: {1}', each.host.name, each.unread)]),
					]
				: [t('{0}: {1}', each.host.name, each.unreachable)],
		),
		...(members.length > 0 && !hasMajority ? [t('A minority cannot know what the others have acknowledged.')] : []),
	];
}
