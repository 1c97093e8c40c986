import { formatBytes } from '../../core/bytes.ts';
import { t } from '../../core/words.ts';
import type { SnapshotRecord } from '../snapshot-record.ts';
import { isAssessed, type Assessed, type Assessment } from './assessment.ts';
import type { Decision, Way } from './decide.ts';

/** What was seen of each host, and what can be done, for a terminal or a document. */
export function surveyText(
	assessments: readonly Assessment[],
	decision: Decision,
	snapshots: readonly SnapshotRecord[],
): string {
	const [best, ...others] = decision.ways;
	return [
		...assessments.flatMap(each => [each.host.name, ...factsOf(each, decision).map(line => `  ${line}`), '']),
		...section(t('Best files first'), decision.ranking.map(rankLine)),
		...section(t('What cannot be known'), decision.unknown),
		...section(t('Snapshots of this cluster on this machine'), snapshots.map(snapshotLine)),
		...(best ? [t('Best way: {0}', wayInWords(best.kind)), ...wayLines(best), ''] : []),
		...others.flatMap(way => [t('Also open: {0}', wayInWords(way.kind)), ...wayLines(way), '']),
	].join('\n');
}

function rankLine({ host, rank }: Decision['ranking'][number]): string {
	const { committed, lastTerm, lastIndex, behind, obstacles } = rank;
	const held = t(
		'{0}: committed up to {1}, log up to {2} in term {3}',
		host,
		committed ?? '?',
		lastIndex ?? '?',
		lastTerm ?? '?',
	);
	const less = behind === 0 ? [] : [t('{0} committed entries less than the most', behind)];
	return [held, ...less, ...obstacles.map(({ message }) => message)].join('; ');
}

function snapshotLine({ path, takenAt, revision, sizeBytes }: SnapshotRecord): string {
	return t('{0}: {1}, revision {2}, {3}', path, new Date(takenAt).toISOString(), revision, formatBytes(sizeBytes));
}

export function wayInWords(kind: Way['kind']): string {
	return {
		'none-needed': t('nothing needs to be recovered'),
		start: t('start the members that are down (start)'),
		replace: t('replace the members that are gone (replace)'),
		'force-new-cluster': t('start a new cluster from the best files, and let the others rejoin (force-new-cluster)'),
		'restore-snapshot': t('restore a snapshot (restore-snapshot)'),
	}[kind];
}

function wayLines({ reasons, losses }: Way): string[] {
	return [...reasons, ...losses.map(loss => t('May be lost: {0}', loss))].map(line => `  ${line}`);
}

function section(title: string, lines: readonly string[]): string[] {
	return lines.length === 0 ? [] : [title, ...lines.map(line => `  ${line}`), ''];
}

function factsOf(assessment: Assessment, decision: Decision): string[] {
	if (!isAssessed(assessment)) {
		return [t('Unknown: {0}', assessment.unreachable)];
	}
	return [...lookLines(assessment), ...diskLines(assessment, decision), ...certificateLines(assessment)];
}

function lookLines({ look, data }: Assessed): string[] {
	if (!look) {
		return [];
	}
	const running = look.process ? t('etcd runs (process {0})', look.process.pid) : t('etcd does not run');
	const by = look.supervisor === 'none' ? t('nothing that would start it was found') : look.supervisor;
	return [
		[running, by, ...(look.version === undefined ? [] : [look.version])].join(', '),
		...(data?.freeBytes === undefined ? [] : [t('Free on its disk: {0}', formatBytes(data.freeBytes))]),
	];
}

function diskLines({ host, disk, unread }: Assessed, { ranking }: Decision): string[] {
	const rank = ranking.find(each => each.host === host.name)?.rank;
	if (!disk || !rank) {
		return [unread === undefined ? t('No files of a member.') : t('Its files could not be read: {0}', unread)];
	}
	return [
		t('Member {0} of cluster {1}', disk.memberId ?? '?', disk.clusterId ?? '?'),
		t(
			'Committed up to {0}, log up to {1} in term {2}, revision {3}',
			rank.committed ?? '?',
			rank.lastIndex ?? '?',
			rank.lastTerm ?? '?',
			rank.revision ?? '?',
		),
		...rank.obstacles.map(({ message }) => t('Not to be started from: {0}', message)),
	];
}

function certificateLines({ certificates }: Assessed): string[] {
	return certificates.map(each =>
		'problem' in each
			? t('{0}: {1}', each.path, each.problem)
			: t('{0}: valid until {1}', each.path, each.certificate.notAfter),
	);
}
