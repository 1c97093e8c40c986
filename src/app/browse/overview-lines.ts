import { formatBytes } from '../../core/bytes.ts';
import type { Line } from '../../core/database-screen.ts';
import { t } from '../../core/words.ts';
import { alarmsOf, authOf, clusterOf, membersOf } from '../../disk/cluster-buckets.ts';
import type { Database } from '../../disk/database.ts';
import { compactRevisionOf } from '../../disk/hash-kv.ts';
import { metaOf } from '../../disk/meta-bucket.ts';
import { newestRevision } from '../inspect/hash.ts';

/** What the first pages of a database tell: the small buckets are read, and of the keys the last page. */
export function overviewLines(database: Database, fileBytes: number): Line[] {
	const { meta, pageSize } = database.pages;
	const stored = metaOf(database);
	const cluster = clusterOf(database);
	const auth = authOf(database);
	const texts: readonly (readonly [title: string, text: string | number | undefined])[] = [
		[t('file'), formatBytes(fileBytes)],
		[t('database'), t('{0}, pages of {1}', formatBytes(database.sizeBytes), formatBytes(pageSize))],
		[t('revision'), newestRevision(database)],
		[t('compact revision'), noneBelowZero(compactRevisionOf(database))],
		[t('transaction'), meta.txid],
		[t('consistent index'), stored.consistentIndex],
		[t('term'), stored.term],
		[t('cluster version'), cluster.version],
		[t('storage version'), stored.storageVersion],
		[t('downgrade to'), cluster.downgradeTo],
		[t('members'), listOf(Array.from(membersOf(database), memberInWords))],
		[t('voters'), listOf(stored.confState?.voters ?? [])],
		[t('learners'), listOf(stored.confState?.learners ?? [])],
		[t('alarms'), listOf(Array.from(alarmsOf(database), ({ memberId, alarm }) => `${alarm} ${memberId}`))],
		[
			t('authentication'),
			auth.enabled ? t('on, {0} users, {1} roles', auth.users.length, auth.roles.length) : t('off'),
		],
	];
	return texts.flatMap(([title, text]) => (text === undefined ? [] : [{ title, text: String(text) }]));
}

export function memberInWords({ id, name, isLearner }: { id: string; name: string; isLearner: boolean }): string {
	return [name, id, ...(isLearner ? [t('learner')] : [])].filter(Boolean).join(' ');
}

function listOf(texts: readonly string[]): string | undefined {
	return texts.length === 0 ? undefined : texts.join(', ');
}

/** Servers say -1 before the first compaction. */
function noneBelowZero(revision: number): string | number {
	return revision < 0 ? t('none') : revision;
}
