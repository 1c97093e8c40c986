import { readWorkspace } from '../adapters/files/workspace.ts';
import { t } from '../core/words.ts';
import { parseFiles, problemsOf, specsOf, type SourceFile } from '../manifest/index.ts';
import { fewOf, notesOf, type Workspace } from './place.ts';

/** Reads and understands files and folders. Throws `ExpectedError` for a path that is not there. */
export async function openWorkspace(paths: readonly string[], signal: AbortSignal): Promise<Workspace> {
	const { files, skipped } = await readWorkspace(paths, signal);
	const set = parseFiles(files);
	const specs = specsOf(set);
	const nothing = paths.length > 0 && specs.length === 0 ? [t('No manifest describes a part of this cluster.')] : [];
	return { set, specs, notes: [...nothing, ...notesOf(problemsOf(set)), ...fewOf(skipped)] };
}

/** The files below some paths, as text. */
export async function readManifests(paths: readonly string[], signal: AbortSignal): Promise<readonly SourceFile[]> {
	return (await readWorkspace(paths, signal)).files;
}
