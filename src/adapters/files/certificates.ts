import { readFile } from 'node:fs/promises';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';

/** The bytes of a certificate or key file; throws a sentence that names the file. */
export async function readPem(path: string | undefined): Promise<Buffer | undefined> {
	if (path === undefined || path === '') {
		return undefined;
	}
	try {
		return await readFile(path);
	} catch (error) {
		throw new ExpectedError(t('The file {0} cannot be read: {1}', path, messageOf(error)));
	}
}
