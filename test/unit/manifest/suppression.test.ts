import assert from 'node:assert/strict';
import { isSuppressed, locate, suppressionOf } from '../../../src/manifest/index.ts';
import { etcdPod, flag, setOf } from './sample.ts';

const quota = 'etcd/quota-near-limit';

function silencedAt(check: string, ...flags: readonly string[]): number | undefined {
	const set = setOf({ f: etcdPod(...flags) });
	const place = locate(flag('quota-backend-bytes'), set);
	assert.ok(place);
	assert.equal(isSuppressed(check, place, set), suppressionOf(check, place, set) !== undefined);
	return suppressionOf(check, place, set);
}

describe('isSuppressed', () => {
	it('hears a comment behind the line and alone above it', () => {
		assert.equal(silencedAt(quota, `--quota-backend-bytes=1 # quorum-ignore: ${quota}`), 10);
		assert.equal(
			silencedAt(quota, 'a', `b\n    # quorum-ignore: etcd/x, ${quota} until May`, '--quota-backend-bytes=1'),
			12,
		);
	});

	it('hears no other check, no part of an id and no text without the mark', () => {
		assert.equal(silencedAt(quota, '--quota-backend-bytes=1 # quorum-ignore: etcd/quota'), undefined);
		assert.equal(silencedAt('etcd/quota', `--quota-backend-bytes=1 # quorum-ignore: ${quota}`), undefined);
		assert.equal(silencedAt(quota, `--quota-backend-bytes=1 # not quorum-ignore: ${quota}`), undefined);
	});

	it('does not carry a comment behind one flag to the next, nor over a line between', () => {
		assert.equal(silencedAt(quota, `--a=1 # quorum-ignore: ${quota}`, '--quota-backend-bytes=1'), undefined);
		assert.equal(silencedAt(quota, `a\n    # quorum-ignore: ${quota}`, '--a=1', '--quota-backend-bytes=1'), undefined);
	});

	it('hears a comment for the file wherever it stands', () => {
		assert.equal(silencedAt(quota, '--quota-backend-bytes=1', `--a=1 # quorum-ignore-file: ${quota}`), 11);
		assert.equal(silencedAt(quota, '--quota-backend-bytes=1', '--a=1 # quorum-ignore-file: etcd/x'), undefined);
	});

	it('hears the comment of the YAML language server above the line, and whom it means', () => {
		const above = (comment: string) => silencedAt(quota, `--a=1\n    # ${comment}`, '--quota-backend-bytes=1');
		assert.equal(above('yaml-language-server-disable'), 11);
		assert.equal(above('yaml-language-server-disable wrong type, quota-near'), 11);
		assert.equal(above('yaml-language-server-disable wrong type'), undefined);
		assert.equal(silencedAt(quota, '--quota-backend-bytes=1 # yaml-language-server-disable'), undefined);
	});
});
