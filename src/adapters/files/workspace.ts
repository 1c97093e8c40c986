import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { foldersToSkip, isConsidered, isOfInterest } from '../../core/considered.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { SourceFile } from '../../manifest/index.ts';

const largestBytes = 1024 * 1024;
const mostFiles = 5000;
/** Files open at one time. */
const atOnce = 32;

export interface WorkspaceFiles {
	readonly files: readonly SourceFile[];
	/** Files of a folder that were left out, each with the reason as a sentence. */
	readonly skipped: readonly string[];
}

/**
 * The files that the user named, whatever they are called, and those in the folders that the user named, by extension.
 * Links to folders are not followed. Throws `ExpectedError` for a path that cannot be read.
 */
export async function readWorkspace(paths: readonly string[], signal: AbortSignal): Promise<WorkspaceFiles> {
	const found = new Map<string, string>();
	for (const path of paths) {
		for (const file of await filesOf(path, signal)) {
			found.set(resolve(file), found.get(resolve(file)) ?? file);
			refuseTooMany(found.size, path);
		}
	}
	return readAll([...found.values()], new Set(paths), signal);
}

async function filesOf(path: string, signal: AbortSignal): Promise<string[]> {
	const about = await stat(path).catch((error: unknown) => {
		throw new ExpectedError(t('The path {0} cannot be read: {1}', path, messageOf(error)));
	});
	return about.isDirectory() ? walk(path, signal) : [path];
}

/** In the order of the names, so that two runs see the same. */
async function walk(folder: string, signal: AbortSignal): Promise<string[]> {
	signal.throwIfAborted();
	const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
		throw new ExpectedError(t('The folder {0} cannot be read: {1}', folder, messageOf(error)));
	});
	const files: string[] = [];
	for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) {
			files.push(...(foldersToSkip.has(entry.name) ? [] : await walk(path, signal)));
		} else if (isConsidered(path)) {
			files.push(path);
		}
		refuseTooMany(files.length, folder);
	}
	return files;
}

function refuseTooMany(count: number, path: string): void {
	if (count > mostFiles) {
		throw new ExpectedError(t('There are more than {0} files in {1}: name a smaller folder.', mostFiles, path));
	}
}

async function readAll(
	paths: readonly string[],
	named: ReadonlySet<string>,
	signal: AbortSignal,
): Promise<WorkspaceFiles> {
	const files: SourceFile[] = [];
	const skipped: string[] = [];
	for (let from = 0; from < paths.length; from += atOnce) {
		signal.throwIfAborted();
		const read = await Promise.all(paths.slice(from, from + atOnce).map(path => readOne(path)));
		for (const each of read) {
			if ('text' in each) {
				files.push(...(named.has(each.path) || isOfInterest(each.path, each.text) ? [each] : []));
			} else if (named.has(each.path)) {
				throw new ExpectedError(each.reason);
			} else {
				skipped.push(each.reason);
			}
		}
	}
	return { files, skipped };
}

async function readOne(path: string): Promise<SourceFile | { readonly path: string; readonly reason: string }> {
	try {
		const { size } = await stat(path);
		if (size > largestBytes) {
			return { path, reason: t('{0} was not read: it is larger than 1 MiB.', path) };
		}
		// An editor shows no byte order mark, and offsets are counted as in an editor.
		return { path, text: (await readFile(path, 'utf8')).replace(/^\uFEFF/, '') };
	} catch (error) {
		return { path, reason: t('{0} was not read: {1}', path, messageOf(error)) };
	}
}
