import { Message } from '../../core/protobuf.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { Entry } from '../../disk/bbolt-bucket.ts';
import { inBreaths } from './breaths.ts';
import { bytesField, printable } from './printable.ts';
import type { InspectOptions, Row } from './subcommand.ts';
import type { Target } from './target.ts';

/** The entries of any bucket as they are stored, but for the passwords of users. */
export async function* bucketEntries(
	target: Target,
	options: InspectOptions,
	signal: AbortSignal,
): AsyncGenerator<Row> {
	const name = options.bucket ?? '';
	const database = target.database();
	if (!database.bucket(name)) {
		throw new ExpectedError(t('There is no bucket {0}.', name));
	}
	for await (const entry of inBreaths(database.entries(name, { reverse: options.reverse ?? false }), signal)) {
		yield name === 'authUsers' ? userRow(entry) : rowOf(entry);
	}
	target.take(database.damages, target.databasePath);
}

function rowOf({ key, value }: Entry): Row {
	return {
		...bytesField('key', key),
		...bytesField('value', value),
		valueBytes: value.length,
		shownKey: printable(key),
		shownValue: printable(value),
	};
}

/** Field 2 is the hash of the password: it can be guessed from. */
function userRow({ key, value }: Entry): Row {
	const roles = Message.tryDecode(value)?.texts(3) ?? [];
	return {
		...bytesField('key', key),
		roles,
		valueBytes: value.length,
		shownKey: printable(key),
		shownValue: t('roles: {0}', roles.join(', ')),
	};
}
