import { readFile, stat } from 'node:fs/promises';
import { mergeFound } from '../adapters/import/merge.ts';
import { readForeign } from '../adapters/import/read.ts';
import { ExpectedError, messageOf } from '../core/errors.ts';
import type { ComponentSpec } from '../core/facts.ts';
import { withoutSecrets } from '../core/secrets.ts';
import { t } from '../core/words.ts';
import { judgeRun, type DiagnoseOptions } from './diagnose.ts';
import type { ReadRun } from './replay.ts';

export interface ForeignFile {
	/** As the user named it. */
	readonly path: string;
	readonly text: string;
	/** When it was written, in milliseconds since 1970: the files themselves tell no time. */
	readonly writtenAt: number;
}

/** Judges what other tools were told: reports of etcd-diagnosis, and the JSON that etcdctl prints. */
export function importForeign(
	files: readonly ForeignFile[],
	options: Pick<DiagnoseOptions, 'settings' | 'only'>,
	manifests: readonly ComponentSpec[] = [],
): ReadRun {
	const found = files.map(({ text, path }) => readForeign(text, path));
	const takenAt = Math.max(...files.map(file => file.writtenAt));
	const { facts, gaps } = mergeFound(found, takenAt);
	const skipVerify = found.some(each => each.skipVerify);
	const collected = withoutSecrets({ facts: { ...facts, manifests }, gaps });
	const { report } = judgeRun(collected, { name: '', skipVerify }, options, takenAt);
	const notes = [
		...report.notes,
		...found.map(({ kind }, index) => t('Imported: {0}, read as {1}.', files[index]?.path ?? '', kind)),
		t('The time is that of the files: they do not tell when the cluster was asked.'),
	];
	return { collected, report: { ...report, notes }, skipVerify };
}

export async function importFiles(
	paths: readonly string[],
	options: Pick<DiagnoseOptions, 'settings' | 'only'>,
	manifests: readonly ComponentSpec[] = [],
): Promise<ReadRun> {
	return importForeign(await Promise.all(paths.map(read)), options, manifests);
}

async function read(path: string): Promise<ForeignFile> {
	try {
		const [bytes, { mtimeMs }] = await Promise.all([readFile(path), stat(path)]);
		return { path, text: textOf(bytes), writtenAt: Math.floor(mtimeMs) };
	} catch (error) {
		throw new ExpectedError(t('The file {0} cannot be read: {1}', path, messageOf(error)));
	}
}

/** PowerShell redirects into UTF-16 with a byte order mark. */
function textOf(bytes: Uint8Array): string {
	const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
	return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
