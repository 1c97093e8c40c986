import { writeFile } from 'node:fs/promises';
import { ExpectedError, messageOf } from '../core/errors.ts';
import { t } from '../core/words.ts';

/** To the terminal, or to the file that was named. */
export async function print(text: string, output: string | undefined): Promise<void> {
	if (output === undefined) {
		process.stdout.write(text);
		return;
	}
	try {
		await writeFile(output, text);
	} catch (error) {
		throw new ExpectedError(t('The report {0} cannot be written: {1}', output, messageOf(error)));
	}
}
