import { t } from '../core/words.ts';
import { applyEdits, editsOf, parseFile, type SourceFile } from '../manifest/index.ts';
import { migrationOf } from '../schema/kubeadm-migration.ts';

/** The API version that files are brought to. */
export const newestKubeadmApi = 'kubeadm.k8s.io/v1beta4';

/** A file with its kubeadm documents in the newest API version, and why some of them could not be brought there. */
export interface Migrated {
	readonly text: string;
	readonly refusals: readonly string[];
}

/** The same text where there is nothing to do. What goes together to kubeadm is migrated as a whole or not at all. */
export function migrateFile(file: SourceFile): Migrated {
	let { text } = file;
	const refusals: string[] = [];
	const bundles = new Set(parseFile(file).configs.map(({ bundle }) => bundle));
	for (const bundle of bundles) {
		const parsed = parseFile({ ...file, text });
		const migration = migrationOf(
			parsed.configs.filter(config => config.bundle === bundle),
			newestKubeadmApi,
		);
		if (migration && 'refusal' in migration) {
			refusals.push(migration.refusal);
		} else if (migration) {
			const edits = editsOf({ title: '', edits: migration.edits }, parsed);
			text = edits ? applyEdits(text, edits) : text;
			refusals.push(...(edits ? [] : [t('It is written in a way that cannot be changed without loss.')]));
		}
	}
	return { text, refusals };
}
