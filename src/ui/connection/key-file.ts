import { readFile } from 'node:fs/promises';

/** Whether a passphrase opens this key. A file that cannot be read yet is told of when it is used. */
export async function isEncryptedKey(path: string): Promise<boolean> {
	if (path === '') {
		return false;
	}
	try {
		return /ENCRYPTED/.test((await readFile(path, 'latin1')).slice(0, 4096));
	} catch {
		// Perhaps it is on a drive that is not mounted now: the connection can be saved all the same.
		return false;
	}
}
