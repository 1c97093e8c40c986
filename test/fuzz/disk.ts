import { checkStructure } from '../../src/disk/bbolt-check.ts';
import { pageMap } from '../../src/disk/bbolt-page-map.ts';
import { alarmsOf, authOf, clusterOf, leasesOf, membersOf } from '../../src/disk/cluster-buckets.ts';
import { crc32c } from '../../src/disk/crc32c.ts';
import { DamageLog } from '../../src/disk/damage.ts';
import { hashDatabase } from '../../src/disk/database-hash.ts';
import { openDatabase } from '../../src/disk/database.ts';
import { hashKv } from '../../src/disk/hash-kv.ts';
import { keyStatistics } from '../../src/disk/key-statistics.ts';
import { bytesOf, changeAt, liveKeys } from '../../src/disk/live-keys.ts';
import { LogTally } from '../../src/disk/log-tally.ts';
import { metaOf } from '../../src/disk/meta-bucket.ts';
import { readerOf, type Digest, type Reader } from '../../src/disk/reader.ts';
import { readSnap } from '../../src/disk/snap-file.ts';
import { valueKindOf } from '../../src/disk/value-kind.ts';
import { walItems } from '../../src/disk/wal-log.ts';
import { WalSummary } from '../../src/disk/wal-summary.ts';
import { idOfLogLine, recognizeLogLine } from '../../src/schema/log-lines.ts';
import { diskFixture } from '../support/disk-fixture.ts';
import { damageDatabase, damageLog } from './damage-bytes.ts';
import { Random } from './random.ts';

/** What one damaged file may cost: the smallest part of a MiB counts as one. */
const msPerMiB = 1000;

export interface Fuzzed {
	readonly count: number;
	/** How many of the damaged files were seen to be damaged. */
	readonly noticed: number;
	readonly slowestMs: number;
	/** More bytes than a file has were never asked for at once. */
	readonly largestReadBytes: number;
}

/** Damages real files in `count` ways, the same for the same seed, and reads all that can be read of each. */
export function fuzzDisk(count: number, seed: number): Fuzzed {
	const originals = {
		database: diskFixture('db'),
		log: diskFixture('.wal'),
		snap: diskFixture('.snap'),
		text: Buffer.from(textLog()),
	};
	let [noticed, slowestMs, largestReadBytes] = [0, 0, 0];
	for (let round = 0; round < count; round++) {
		const random = new Random(seed + round);
		const kind = random.of(['database', 'database', 'database', 'database', 'log', 'log', 'snap', 'text'] as const);
		const bytes = (kind === 'database' ? damageDatabase : damageLog)(originals[kind], random);
		const reader = watched(readerOf(bytes), length => (largestReadBytes = Math.max(largestReadBytes, length)));
		// Its own time: what others do on the machine is not the reader's.
		const since = process.cpuUsage();
		try {
			noticed += readers[kind](reader) > 0 ? 1 : 0;
		} catch (error) {
			throw new Error(`Round ${round} of seed ${seed} (${kind}) threw.`, { cause: error });
		}
		const { user, system } = process.cpuUsage(since);
		const ms = (user + system) / 1000;
		if (ms > msPerMiB) {
			throw new Error(`Round ${round} of seed ${seed} (${kind}) took ${ms} ms.`);
		}
		slowestMs = Math.max(slowestMs, ms);
	}
	return { count, noticed, slowestMs, largestReadBytes };
}

/** Sees how much was asked for; what is there of it is never more than the file. */
function watched(reader: Reader, asked: (length: number) => void): Reader {
	return {
		size: reader.size,
		read: (offset, length) => {
			asked(length);
			return reader.read(offset, length);
		},
	};
}

/** Reads everything; the number of damages seen. */
const readers: Readonly<Record<'database' | 'log' | 'snap' | 'text', (reader: Reader) => number>> = {
	database(reader) {
		const damages = new DamageLog();
		const database = openDatabase(reader, damages);
		if (database) {
			finish(checkStructure(database.pages));
			finish(hashDatabase(database, plainDigest()));
			finish(hashKv(database, plainDigest(), 50));
			finish(keyStatistics(database));
			for (const [, { revision }] of [...finish(liveKeys(database))].slice(0, 20)) {
				valueKindOf(changeAt(database, revision)?.value ?? bytesOf(''));
			}
			[metaOf(database), clusterOf(database), authOf(database)].forEach(value => JSON.stringify(value));
			[finish(pageMap(database.pages)).rows(), membersOf(database), alarmsOf(database), leasesOf(database)].forEach(
				exhaust,
			);
			exhaust(database.entries('key', { reverse: true }));
			exhaust(openDatabase(reader, new DamageLog(), { follow: true })?.entries('key') ?? []);
		}
		return damages.count;
	},
	log(reader) {
		let damages = 0;
		const summary = new WalSummary();
		for (const item of walItems([{ name: 'a.wal', sequence: 0, firstIndex: 0, reader }], () => damages++)) {
			summary.add(item);
		}
		summary.window.behind(0);
		return damages;
	},
	snap(reader) {
		const damages = new DamageLog();
		readSnap(reader, damages);
		return damages.count;
	},
	text(reader) {
		const tally = new LogTally((msg, told) => {
			const row = recognizeLogLine(msg, told);
			return row && { id: idOfLogLine(row), ...(row.fields && { fields: row.fields }) };
		});
		const text = new TextDecoder().decode(reader.read(0, reader.size));
		text.split('\n').forEach(line => tally.add(line));
		const { lines, foreign, groups } = tally.digest('-');
		return foreign + (lines < 280 || groups.length > 7 ? 1 : 0);
	},
};

/** Lines of a log in each form, as many as a small file has. */
function textLog(): string {
	const json = '{"level":"warn","ts":"2026-08-20T12:00:00.5Z","caller":"a.go:1","msg":"slow fdatasync","took":"1.2s"}';
	const forms = [
		json,
		`2026-08-20T12:00:00.6Z stderr F ${json}`,
		JSON.stringify({ log: `${json}\n`, stream: 'stderr' }),
		'2026-08-20T12:00:00.500Z\twarn\ta.go:1\tprober found high clock drift\t{"clock-drift": "2s"}',
		'2026-08-20 12:00:00.500000 W | etcdserver: read-only range request "a" took too long (112ms) to execute',
		'raft2026/08/20 12:00:00 INFO: ab became leader at term 2',
		'{"level":"error","ts":1.5,"msg":"something new","error":"etcdserver: request timed out"}',
	];
	return Array.from({ length: 40 }, () => forms.join('\n')).join('\n');
}

function plainDigest(): Digest<number> {
	let sum = 0;
	return { update: bytes => (sum = crc32c(bytes, sum)), value: () => sum };
}

function finish<T>(work: Generator<unknown, T>): T {
	for (let step = work.next(); ; step = work.next()) {
		if (step.done) {
			return step.value;
		}
	}
}

function exhaust(items: Iterable<unknown>): void {
	for (const _ of items) {
		continue;
	}
}

if (import.meta.main) {
	const [count = '100000', seed = '1'] = process.argv.slice(2);
	console.log(fuzzDisk(Number(count), Number(seed)), `${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB resident`);
}
