import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkStructure } from '../../../src/disk/bbolt-check.ts';
import { openDatabase, type Database } from '../../../src/disk/database.ts';
import { changesIn, indexKeys, isLive, type KeyIndex } from '../../../src/disk/key-index.ts';
import { keyTreePage } from '../../../src/disk/key-tree.ts';
import { liveKeys, mapKeyOf } from '../../../src/disk/live-keys.ts';
import { readerOf } from '../../../src/disk/reader.ts';
import { changesOf } from '../../../src/disk/stored-keys.ts';
import { diskFixture } from '../../support/disk-fixture.ts';

function fixture(): Database {
	const database = openDatabase(readerOf(diskFixture('db')));
	assert.ok(database);
	return database;
}

function finished<T>(work: Generator<unknown, T>): T {
	for (let step = work.next(); ; step = work.next()) {
		if (step.done) return step.value;
	}
}

describe('an index of keys', () => {
	it('knows every change of every key, and which keys exist', () => {
		const database = fixture();
		const index = finished(indexKeys(database));
		assert.equal(index.isWhole, true);
		const expected = new Map<string, unknown[]>();
		for (const { key, revision } of changesOf(database, { reverse: true })) {
			expected.set(mapKeyOf(key), [...(expected.get(mapKeyOf(key)) ?? []), revision]);
		}
		assert.deepEqual(new Map(Array.from(index.keys, ([name, key]) => [name, Array.from(changesIn(key))])), expected);
		const live = [...index.keys].filter(([, key]) => isLive(key)).map(([name]) => name);
		assert.deepEqual(live.sort(), [...finished(liveKeys(database)).keys()].sort());
		assert.equal(index.usedPages, finished(checkStructure(database.pages)).reachable);
	});

	it('is true of the newest changes before it is whole', () => {
		const index = finished(indexKeys(fixture(), { mostChanges: 3 }));
		assert.deepEqual([index.isWhole, index.changes, index.oldest, index.usedPages], [false, 3, 72, undefined]);
		assert.equal(isLive(index.keys.get('/registry/pods/default/p3') ?? assert.fail()), false);
		assert.ok(isLive(index.keys.get('leased') ?? assert.fail()));
	});

	it('is followed by one of what was before, until all was seen', () => {
		const seen: unknown[] = [];
		let [asOf, isWhole]: [number | undefined, boolean] = [undefined, false];
		while (!isWhole) {
			const index: KeyIndex = finished(indexKeys(fixture(), { mostChanges: 10, ...(asOf !== undefined && { asOf }) }));
			seen.push(...Array.from(index.keys.values(), key => Array.from(changesIn(key))).flat());
			[asOf, isWhole] = [(index.oldest ?? 0) - 1, index.isWhole];
		}
		assert.equal(seen.length, [...changesOf(fixture())].length);
	});

	it('shows keys as they were at a revision', () => {
		const { keys } = finished(indexKeys(fixture(), { asOf: 71 }));
		const live = [...keys].filter(([, key]) => isLive(key)).map(([name]) => name);
		assert.deepEqual(live.sort(), [...finished(liveKeys(fixture(), 71)).keys()].sort());
	});
});

describe('stored changes', () => {
	it('are read from any of them back', () => {
		const all = Array.from(changesOf(fixture(), { reverse: true }), ({ revision }) => revision);
		for (const [at, before] of all.entries()) {
			const rest = Array.from(changesOf(fixture(), { reverse: true, before }), ({ revision }) => revision);
			assert.deepEqual(rest, all.slice(at + 1));
		}
	});
});

describe('the tree of keys', () => {
	const names = ['/a/b', '/a/b/c', '/a/b/d', '/a/e', 'x', 'x/y', 'z/'].sort();

	it('has a level for each part between slashes', () => {
		assert.deepEqual(keyTreePage(names, '', undefined, 10), {
			rows: [
				{ kind: 'folder', name: '/a/', keys: 4 },
				{ kind: 'key', name: 'x' },
				{ kind: 'folder', name: 'x/', keys: 1 },
				{ kind: 'folder', name: 'z/', keys: 1 },
			],
			next: undefined,
		});
		assert.deepEqual(keyTreePage(names, '/a/', undefined, 10).rows, [
			{ kind: 'key', name: '/a/b' },
			{ kind: 'folder', name: '/a/b/', keys: 2 },
			{ kind: 'key', name: '/a/e' },
		]);
		assert.deepEqual(keyTreePage(names, '/a/b/d', undefined, 10).rows, [{ kind: 'key', name: '/a/b/d' }]);
	});

	it('loses no key and shows none twice, whatever the keys and the size of a page', () => {
		const name = fc.array(fc.constantFrom('/', 'a', 'b', '\u00ff'), { maxLength: 6 }).map(parts => parts.join(''));
		fc.assert(
			fc.property(fc.uniqueArray(name.filter(Boolean)), fc.integer({ min: 1, max: 5 }), (all, limit) => {
				const sorted = [...all].sort();
				const collect = (prefix: string): string[] => {
					const found: string[] = [];
					for (let from: number | undefined, more = true; more;) {
						const page = keyTreePage(sorted, prefix, from, limit);
						found.push(...page.rows.flatMap(row => (row.kind === 'key' ? [row.name] : collect(row.name))));
						from = page.next;
						more = from !== undefined;
					}
					return found;
				};
				assert.deepEqual(collect('').sort(), sorted);
			}),
		);
	});
});
