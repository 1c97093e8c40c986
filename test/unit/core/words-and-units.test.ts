import assert from 'node:assert/strict';
import { formatBytes } from '../../../src/core/bytes.ts';
import { endpointProblem, normalizeEndpoint, parseConnections } from '../../../src/core/connection.ts';
import { formatDuration, parseDuration } from '../../../src/core/duration.ts';
import { setWords, t } from '../../../src/core/words.ts';

describe('t', () => {
	after(() => setWords({}));

	it('fills in, and leaves alone what has no argument', () => {
		assert.equal(t('{0} of {1}, {2}', 1, 'two'), '1 of two, {2}');
	});

	it('speaks the language it was given, and English where that has no word', () => {
		setWords({ 'Hello {0}': '你好 {0}' });
		assert.equal(t('Hello {0}', 'x'), '你好 x');
		assert.equal(t('Bye'), 'Bye');
	});
});

describe('durations and sizes', () => {
	it('reads what people type', () => {
		assert.deepEqual(
			['5s', '500ms', '1m30s', '0', '1.5', '2h'].map(parseDuration),
			[5000, 500, 90_000, 0, 1500, 7_200_000],
		);
	});

	it('refuses what is none', () => {
		assert.deepEqual(['', 'soon', '5 s', '-1s', '5d', 's'].map(parseDuration), Array(6).fill(undefined));
	});

	it('prints them as people read them', () => {
		assert.deepEqual([12.34, 1500, 90_000, 3 * 86_400_000].map(formatDuration), ['12.3 ms', '1.5 s', '1.5 min', '3 d']);
		assert.deepEqual([0, 1023, 1536, 2 ** 31, 8 * 2 ** 30].map(formatBytes), [
			'0 B',
			'1023 B',
			'1.5 KiB',
			'2 GiB',
			'8 GiB',
		]);
	});
});

describe('connections', () => {
	it('complete an endpoint by scheme and port', () => {
		assert.equal(normalizeEndpoint('10.0.0.1', true), 'https://10.0.0.1:2379');
		assert.equal(normalizeEndpoint(' http://etcd:4001/ ', true), 'http://etcd:4001');
		assert.equal(normalizeEndpoint('HTTPS://etcd:4001', false), 'https://etcd:4001');
		assert.equal(normalizeEndpoint('[::1]:2379', false), 'http://[::1]:2379');
	});

	it('say what is wrong with an endpoint, and take no password in it', () => {
		assert.equal(endpointProblem('10.0.0.1:2379'), undefined);
		assert.match(endpointProblem('https://u:p@h:1') ?? '', /own fields/);
		assert.match(endpointProblem('https://h:1/v3') ?? '', /no path/);
		assert.match(endpointProblem('http://h:1?x=1') ?? '', /no path/);
		assert.match(endpointProblem('http://h:1#x') ?? '', /no path/);
		assert.match(endpointProblem('ftp://h') ?? '', /not an endpoint/);
		assert.match(endpointProblem('https://') ?? '', /not an endpoint/);
	});

	it('refuse a file that holds a secret, and name the entry', () => {
		assert.throws(
			() => parseConnections([{ name: 'a', endpoints: ['h'], password: 'x' }], 'f'),
			/f, connection 1: "password"/,
		);
		assert.throws(() => parseConnections({}, 'f'), /f: connections are a list/);
		assert.throws(() => parseConnections([{ endpoints: ['h'] }], 'f'), /has a name/);
	});

	it('keep the fields they know and no others', () => {
		assert.deepEqual(parseConnections([{ name: 'a', endpoints: ['h'], caFile: 'c', discover: false, other: 1 }], 'f'), [
			{ name: 'a', endpoints: ['h'], caFile: 'c', discover: false },
		]);
	});
});
