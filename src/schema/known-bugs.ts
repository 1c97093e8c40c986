import type { Severity } from '../core/finding.ts';
import { compareVersions, parseVersion, type Version } from '../core/version.ts';
import { t } from '../core/words.ts';

/** A defect of released etcd versions. */
export interface KnownBug {
	/** What can happen, as the end of a sentence about the version. */
	readonly what: () => string;
	readonly severity: Severity;
	/** First version affected and first that is not, for each line of releases. */
	readonly ranges: readonly (readonly [from: string, fixedIn: string])[];
}

/**
 * Sources: etcd's CHANGELOG-3.4 to -3.7 with the pull requests and issues named, the etcd blog and GitHub's advisories.
 * An error is a defect that ruins data in ordinary work; within one severity the graver come first.
 */
export const knownBugs: readonly KnownBug[] = [
	{
		// Issue 13766.
		what: () => t('a crash under load makes the data of a member inconsistent'),
		severity: 'error',
		ranges: [['3.5.0', '3.5.3']],
	},
	{
		// Pull request 14733.
		what: () => t('a crash during online defragmentation makes revisions inconsistent'),
		severity: 'error',
		ranges: [['3.5.0', '3.5.6']],
	},
	{
		what: () => t('a cluster of one member can lose acknowledged writes'),
		severity: 'error',
		ranges: [
			['3.4.0', '3.4.21'],
			['3.5.0', '3.5.5'],
		],
	},
	{
		// Pull requests 20650, 20653, 20659.
		what: () => t('a snapshot applied during a defragmentation corrupts the database'),
		severity: 'error',
		ranges: [
			['3.4.0', '3.4.38'],
			['3.5.0', '3.5.23'],
			['3.6.0', '3.6.5'],
		],
	},
	{
		// CVE-2026-33413 and CVE-2026-33343.
		what: () => t('some calls need no authentication, and nested transactions pass by the access rules'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.42'],
			['3.5.0', '3.5.28'],
			['3.6.0', '3.6.9'],
		],
	},
	{
		// Pull requests 14648 and 14649.
		what: () => t('users and roles differ between members after a recovery from a snapshot'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.22'],
			['3.5.0', '3.5.6'],
		],
	},
	{
		// Pull request 18799.
		what: () => t('a write transaction can be applied in part'),
		severity: 'warning',
		ranges: [['3.5.0', '3.5.17']],
	},
	{
		what: () => t('the revision goes back after a panic during compaction'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.32'],
			['3.5.0', '3.5.14'],
		],
	},
	{
		what: () => t('reads can be stale after a change of the leader or a pause of the process'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.42'],
			['3.5.0', '3.5.28'],
			['3.6.0', '3.6.9'],
		],
	},
	{
		what: () => t('watches lose events at a compaction, and a former leader revokes leases'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.31'],
			['3.5.0', '3.5.13'],
		],
	},
	{
		what: () => t('a watch at the compacted revision misses deletions'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.36'],
			['3.5.0', '3.5.18'],
		],
	},
	{
		// CVE-2026-44283.
		what: () => t('puts inside transactions read values and attach leases past the access rules'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.44'],
			['3.5.0', '3.5.30'],
			['3.6.0', '3.6.11'],
		],
	},
	{
		// GHSA-xg4h-6gfc-h4m8 and GHSA-6vch-q96h-7gc3.
		what: () => t('watches show keys past the access rules, and one client can stall TLS handshakes'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.5.33'],
			['3.6.0', '3.6.14'],
			['3.7.0', '3.7.1'],
		],
	},
	{
		// GHSA-3wh4-j44w-pg92.
		what: () => t('revoked client certificates are accepted where --listen-client-http-urls is set'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.5.32'],
			['3.6.0', '3.6.13'],
		],
	},
	{
		// Pull request 20995 and the etcd blog on zombie members.
		what: () => t('removed members come back after the upgrade to 3.6'),
		severity: 'warning',
		ranges: [['3.5.0', '3.5.26']],
	},
	{
		// Issues 19557 and 20793.
		what: () => t('a promoted learner is a learner again after the upgrade to 3.6'),
		severity: 'warning',
		ranges: [['3.5.1', '3.5.24']],
	},
	{
		// Issue 13196.
		what: () => t('removed members come back into the member list'),
		severity: 'warning',
		ranges: [['3.5.0', '3.5.2']],
	},
	{
		what: () => t('the consistent index is not validated, and reads right after a deletion are inconsistent'),
		severity: 'warning',
		ranges: [['3.5.0', '3.5.12']],
	},
	{
		// Pull requests 15069 and 14884.
		what: () => t('a log record cut short by a crash is not repaired, and the alarm NOSPACE refuses reads as well'),
		severity: 'warning',
		ranges: [['3.5.0', '3.5.7']],
	},
	{
		// Pull requests 15096 and 15097.
		what: () => t('a learner that was never started can be promoted, which may cost the quorum'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.24'],
			['3.5.0', '3.5.7'],
		],
	},
	{
		// Pull requests 21736 and 21737.
		what: () => t('a changed peer URL of a learner promotes it unasked'),
		severity: 'warning',
		ranges: [
			['3.5.0', '3.5.31'],
			['3.6.0', '3.6.12'],
		],
	},
	{
		// Issue 15402.
		what: () => t('watches starve over TLS while many reads are answered'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.25'],
			['3.5.0', '3.5.10'],
		],
	},
	{
		what: () => t('a lease that was revoked can be renewed'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.38'],
			['3.5.0', '3.5.23'],
			['3.6.0', '3.6.5'],
		],
	},
	{
		// Pull request 18784.
		what: () => t('watches leave memory behind, and a failed defragmentation ends the process'),
		severity: 'warning',
		ranges: [['3.5.0', '3.5.17']],
	},
	{
		// CVE-2021-28235.
		what: () => t('debugging output shows passwords'),
		severity: 'warning',
		ranges: [
			['3.4.0', '3.4.25'],
			['3.5.0', '3.5.8'],
		],
	},
	{
		what: () => t('--force-new-cluster keeps other members or drops entries'),
		severity: 'warning',
		ranges: [
			['3.5.0', '3.5.22'],
			['3.6.0', '3.6.1'],
		],
	},
	{
		// Pull request 20896.
		what: () => t('--force-new-cluster keeps learners after a snapshot'),
		severity: 'warning',
		ranges: [
			['3.5.0', '3.5.25'],
			['3.6.0', '3.6.6'],
		],
	},
	{
		what: () => t('the status tells a wrong quota'),
		severity: 'warning',
		ranges: [['3.6.0', '3.6.6']],
	},
	{
		what: () => t('this line gets no more fixes, not even for security (end of life on 2026-06-01)'),
		severity: 'warning',
		ranges: [['0.0.0', '3.5.0']],
	},
	{
		what: () => t('no member can be added while another is down'),
		severity: 'info',
		ranges: [
			['3.5.0', '3.5.30'],
			['3.6.0', '3.6.11'],
		],
	},
	{
		what: () => t('with authentication on, a follower cannot promote a learner'),
		severity: 'info',
		ranges: [
			['3.5.0', '3.5.28'],
			['3.6.0', '3.6.6'],
		],
	},
	{
		// Pull request 21432. Rare, and no patch release mends it: not worth a warning on every cluster before 3.7.
		what: () => t('a transaction that reads at a given revision may be applied differently by members'),
		severity: 'info',
		ranges: [['0.0.0', '3.7.0']],
	},
];

export interface KnownBugsOf {
	/** Gravest first. */
	readonly bugs: readonly KnownBug[];
	/** The patch of the same line that has the fewest of them; missing when none has fewer. */
	readonly patch?: { readonly version: string; readonly remaining: number };
	/** The oldest version that has none of them. */
	readonly fixedIn: string;
}

/** The known bugs of one version, and where they end. */
export function knownBugsOf(version: Version): KnownBugsOf {
	const name = textOf(version);
	const known = ofVersions.get(name) ?? bugsAndEnds(version);
	ofVersions.set(name, known);
	return known;
}

/** A file has one version, and many documents that ask. */
const ofVersions = new Map<string, KnownBugsOf>();

function bugsAndEnds(version: Version): KnownBugsOf {
	const bugs = bugsIn(version);
	const ends = bugs.flatMap(bug => endsOf(bug, version));
	const patch = latest(ends.filter(end => end.major === version.major && end.minor === version.minor));
	const remaining = patch ? bugs.filter(bug => endsOf(bug, patch).length > 0).length : bugs.length;
	return { bugs, fixedIn: textOf(clean(version)), ...(patch && { patch: { version: textOf(patch), remaining } }) };
}

const order: readonly Severity[] = ['error', 'warning', 'info'];

function bugsIn(version: Version): KnownBug[] {
	const bugs = knownBugs.filter(bug => endsOf(bug, version).length > 0);
	return bugs.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

/** Where the range of `bug` ends that holds `version`; empty when it is not affected. */
function endsOf(bug: KnownBug, version: Version): Version[] {
	return bug.ranges.flatMap(([from, fixedIn]) => {
		const [first, end] = [parseVersion(from), parseVersion(fixedIn)];
		return first && end && compareVersions(first, version) <= 0 && compareVersions(version, end) < 0 ? [end] : [];
	});
}

/** A fix may lie in a newer line, which has bugs of its own: go on until there are none. */
function clean(version: Version): Version {
	const next = latest(bugsIn(version).flatMap(bug => endsOf(bug, version)));
	return next ? clean(next) : version;
}

function latest(versions: readonly Version[]): Version | undefined {
	return versions.toSorted(compareVersions).at(-1);
}

function textOf({ major, minor, patch }: Version): string {
	return `${major}.${minor}.${patch}`;
}
