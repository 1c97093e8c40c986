import { messageOf } from '../core/errors.ts';
import { isEnvironment, isRelevant, isUnit } from '../core/relevance.ts';
import { nothingRead, type Reading } from './document.ts';
import { readEnvironment } from './kinds/environment-file.ts';
import { readUnit } from './kinds/systemd-unit.ts';
import { unreasonable } from './limits.ts';
import type { FileProblem, SourceFile } from './source.ts';
import { isTemplate } from './template.ts';
import { readYaml } from './yaml-file.ts';

export interface ParsedFile extends Reading {
	readonly source: SourceFile;
}

/** The files of a workspace, understood. To be asked by the functions of this folder. */
export interface ManifestSet {
	readonly files: readonly ParsedFile[];
}

/** How a file is written, by content; the last takes all the rest. */
const formats: readonly {
	readonly fits: (text: string) => boolean;
	readonly read: (file: SourceFile, former?: Reading) => Reading;
}[] = [
	{ fits: isUnit, read: readUnit },
	{ fits: isEnvironment, read: readEnvironment },
	{ fits: () => true, read: readYaml },
];

export function parseFiles(files: readonly SourceFile[]): ManifestSet {
	return manifestSetOf(files.map(file => parseFile(file)));
}

export function manifestSetOf(files: readonly ParsedFile[]): ManifestSet {
	return { files };
}

/**
 * Never throws. The result depends on the file alone, so that it may be kept until the text changes; given then as `former`,
 * only the documents that changed are parsed again.
 */
export function parseFile(source: SourceFile, former?: ParsedFile): ParsedFile {
	if (!isRelevant(source.text)) {
		return { source, ...nothingRead };
	}
	if (isTemplate(source.text)) {
		return { source, ...nothingRead, problems: [{ path: source.path, kind: 'template' }] };
	}
	const reason = unreasonable(source.text);
	if (reason !== undefined) {
		return { source, ...nothingRead, problems: [{ path: source.path, kind: 'unreadable', reason }] };
	}
	try {
		const format = formats.find(each => each.fits(source.text));
		return { source, ...(format?.read(source, former) ?? nothingRead) };
	} catch (error) {
		// The YAML library has bugs of its own: one file that it chokes on must not take the others away.
		return { source, ...nothingRead, problems: [{ path: source.path, kind: 'unreadable', reason: messageOf(error) }] };
	}
}

/** What could not be read or not be understood, of all files. */
export function problemsOf(set: ManifestSet): FileProblem[] {
	return set.files.flatMap(file => file.problems);
}
