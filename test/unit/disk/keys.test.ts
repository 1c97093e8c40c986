import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeFields, Message } from '../../../src/core/protobuf.ts';
import { openDatabase, type Database } from '../../../src/disk/database.ts';
import { decodeKeyValue } from '../../../src/disk/key-value.ts';
import { bytesOf, changeAt, liveKeys, mapKeyOf } from '../../../src/disk/live-keys.ts';
import { revisionKey, revisionOf } from '../../../src/disk/mvcc-revision.ts';
import { readerOf } from '../../../src/disk/reader.ts';
import { valueKindOf } from '../../../src/disk/value-kind.ts';
import { diskFixture } from '../../support/disk-fixture.ts';

function fixture(): Database {
	const database = openDatabase(readerOf(diskFixture('db')));
	assert.ok(database);
	return database;
}

function liveAt(database: Database, revision?: number) {
	const work = liveKeys(database, revision);
	for (let step = work.next(); ; step = work.next()) {
		if (step.done) {
			return step.value;
		}
	}
}

describe('stored keys', () => {
	it('are those that exist at a revision', () => {
		const now = liveAt(fixture());
		assert.equal(now.size, 51);
		assert.equal(now.has('/registry/pods/default/p3'), false);
		const before = liveAt(fixture(), 71);
		assert.equal(before.has('/registry/pods/default/p3'), true);
		assert.equal(before.has('leased'), false);
		assert.equal(before.get('/registry/pods/default/p5')?.version, 2);
	});

	it('are found with their values by their revision', () => {
		const database = fixture();
		for (const [name, { revision, valueBytes }] of liveAt(database)) {
			const pair = changeAt(database, revision);
			assert.equal(pair && mapKeyOf(pair.key), name);
			assert.equal(pair?.value.length, valueBytes);
		}
		assert.equal(changeAt(database, { main: 4711, sub: 0, isTombstone: false }), undefined);
	});

	it('are decoded as any decoder would', () => {
		const number = fc.integer({ min: 0, max: 2 ** 50 });
		fc.assert(
			fc.property(fc.string(), number, number, number, fc.string(), (key, create, mod, version, value) => {
				const message = encodeFields({ 1: key, 2: create, 3: mod, 4: version, 5: value });
				const pair = decodeKeyValue(message);
				const other = new Message(message);
				assert.deepEqual(pair && [Buffer.from(pair.key), Buffer.from(pair.value)], [
					Buffer.from(other.bytes(1)),
					Buffer.from(other.bytes(5)),
				]);
				assert.deepEqual(pair && [pair.createRevision, pair.modRevision, pair.version], [create, mod, version]);
			}),
		);
	});

	it('may be any bytes, in the order of the bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
				assert.deepEqual(bytesOf(mapKeyOf(a)), a);
				assert.equal(
					Math.sign(Buffer.compare(a, b)),
					mapKeyOf(a) < mapKeyOf(b) ? -1 : mapKeyOf(a) > mapKeyOf(b) ? 1 : 0,
				);
			}),
		);
	});

	it('have revisions that are written as they are read', () => {
		const revision = { main: 2 ** 40 + 3, sub: 7, isTombstone: true };
		assert.deepEqual(revisionOf(revisionKey(revision)), revision);
		assert.equal(revisionOf(new Uint8Array(5)), undefined);
	});
});

describe('a value', () => {
	const kinds = {
		'{"a":1}': { kind: 'json' },
		'{"a":': { kind: 'text' },
		'': { kind: 'empty' },
		'k8s:enc:aescbc:v1:key1:\u0001\u0002': { kind: 'encrypted', provider: 'aescbc:v1:key1' },
		'k8s\u0000\n\u000b\n\u0002v1\u0012\u0005Pause': { kind: 'kubernetes', apiVersion: 'v1', type: 'Pause' },
	};

	it('is told by its bytes', () => {
		for (const [value, kind] of Object.entries(kinds)) {
			assert.deepEqual(valueKindOf(Buffer.from(value)), kind);
		}
		assert.deepEqual(valueKindOf(Buffer.from([0xff, 0xfe, 0x00])), { kind: 'binary' });
	});
});
