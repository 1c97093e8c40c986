import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Overwrites bytes of the values in a stopped member's store. bbolt keeps values as they are and has checksums only
 * over its meta pages, so the member starts again without noticing; the entries of the write-ahead log are not replayed
 * over it, because the store itself says up to which entry it is.
 */
export function patchMemberData(dataDir: string, find: Buffer, replace: Buffer): void {
	if (find.length !== replace.length) throw new Error('A value can only be replaced by one that is as long.');
	const file = join(dataDir, 'member', 'snap', 'db');
	const data = readFileSync(file);
	let found = 0;
	for (let at = data.indexOf(find); at >= 0; at = data.indexOf(find, at + find.length)) {
		replace.copy(data, at);
		found += 1;
	}
	if (found === 0) throw new Error(`${file} does not contain the value to replace.`);
	writeFileSync(file, data);
}
