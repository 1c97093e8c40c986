import { Message } from '../../core/protobuf.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { u64be, viewOf } from '../../disk/integers.ts';
import { decodeKeyValue } from '../../disk/key-value.ts';
import { leaseIdOf } from '../../disk/lease-id.ts';
import { revisionOf } from '../../disk/mvcc-revision.ts';
import { textOf } from '../../disk/value-kind.ts';
import type { Entry } from '../../disk/bbolt-bucket.ts';
import { inBreaths } from '../../adapters/breaths.ts';
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
	const database = target.database({ follow: true });
	if (!database.bucket(name)) {
		throw new ExpectedError(t('There is no bucket {0}.', name));
	}
	try {
		for await (const entry of inBreaths(database.entries(name, { reverse: options.reverse ?? false }), signal)) {
			yield name === 'authUsers' ? userRow(entry) : rowOf(entry, options.decode ? decoders[name] : undefined);
		}
	} finally {
		target.take(database);
	}
}

type Decode = (key: Uint8Array, value: Uint8Array) => Readonly<Record<string, string | number>>;

const numberOf: Decode = (_key, value) => (value.length === 8 ? { number: u64be(viewOf(value), 0) } : {});
const revision: Decode = (_key, value) => ({ revision: revisionOf(value)?.main ?? 0 });

/** Entries of the bucket `meta` and `auth` have each a form of their own, told by their key. */
const namedNumbers: Readonly<Record<string, Decode>> = {
	consistent_index: numberOf,
	term: numberOf,
	authRevision: numberOf,
	scheduledCompactRev: revision,
	finishedCompactRev: revision,
	authEnabled: (_key, value) => ({ enabled: value[0] ?? 0 }),
};

const byName: Decode = (key, value) => namedNumbers[textOf(key) ?? '']?.(key, value) ?? {};

/** What etcd stores in a form of its own; the rest is text. */
const decoders: Readonly<Record<string, Decode>> = {
	key: (key, value) => {
		const [at, pair] = [revisionOf(key), decodeKeyValue(value)];
		return {
			...(at && { main: at.main, sub: at.sub, tombstone: at.isTombstone ? 1 : 0 }),
			...(pair && { name: printable(pair.key), version: pair.version, valueBytes: pair.value.length }),
		};
	},
	lease: (_key, value) => {
		const message = Message.tryDecode(value);
		return message
			? { lease: leaseIdOf(message.id(1)), ttlSeconds: message.int(2), remainingSeconds: message.int(3) }
			: {};
	},
	alarm: key => {
		const message = Message.tryDecode(key);
		return message ? { member: message.id(1), alarm: message.int(2) } : {};
	},
	authRoles: (_key, value) => {
		const permissions = Message.tryDecode(value)?.messages(2) ?? [];
		return {
			permissions: permissions.map(each => `${printable(each.bytes(2))}-${printable(each.bytes(3))}`).join(' '),
		};
	},
	meta: byName,
	auth: byName,
};

function rowOf({ key, value }: Entry, decode?: Decode): Row {
	const decoded = decode?.(key, value);
	return {
		...(decoded && { decoded }),
		...bytesField('key', key),
		...bytesField('value', value),
		valueBytes: value.length,
		shownKey: printable(key),
		shownValue: decoded && Object.keys(decoded).length > 0 ? JSON.stringify(decoded) : printable(value),
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
