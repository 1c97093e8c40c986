import assert from 'node:assert/strict';
import { logMarks } from '../../../src/app/browse/log-marks.ts';

const slow =
	'{"level":"warn","ts":"2026-01-02T03:04:05.000Z","caller":"wal/wal.go:805","msg":"slow fdatasync","took":"2.1s"}';
const normal =
	'{"level":"info","ts":"2026-01-02T03:04:05.000Z","caller":"embed/serve.go:1","msg":"ready to serve client requests"}';

describe('the marks of a log', () => {
	it('are on the lines that mean something, with meaning, number and remedy', () => {
		const marks = logMarks([normal, slow, 'something else', slow].join('\n'));
		assert.deepEqual(
			marks.map(({ line, check, severity }) => [line, check, severity]),
			[
				[1, 'log/slow-disk', 'warning'],
				[3, 'log/slow-disk', 'warning'],
			],
		);
		assert.match(
			marks[0]?.message ?? '',
			/^The disk was too slow for etcd \(2 times in this log\)\.\nGive etcd a disk/,
		);
	});

	it('are not on what a sound etcd logs, nor on what is no log', () => {
		assert.deepEqual(logMarks([normal, 'hello', '{"a":1}', ''].join('\n')), []);
	});

	it('are no more than an editor shows', () => {
		assert.equal(logMarks(Array.from({ length: 3000 }, () => slow).join('\n')).length, 1000);
	});
});
