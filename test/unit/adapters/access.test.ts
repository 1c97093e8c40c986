import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { secureContextOf } from '../../../src/adapters/etcd/access.ts';
import { makePki } from '../../support/pki.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

describe('Certificates and keys of a connection', () => {
	const files: Record<'ca' | 'cert' | 'key' | 'otherKey', Buffer> = Object.assign({});
	let dir: string;

	before(async () => {
		dir = makeTempDir('access');
		const pki = await makePki(dir);
		files.ca = readFileSync(pki.ca.cert);
		files.cert = readFileSync(pki.client.cert);
		files.key = readFileSync(pki.client.key);
		files.otherKey = readFileSync(pki.server.key);
	});

	after(() => removeTempDir(dir));

	it('are taken when they fit', () => {
		const { ca, cert, key } = files;
		assert.ok(secureContextOf({ ca, cert, key }));
	});

	it('are not taken by halves, which the server would be blamed for', () => {
		const { cert, key } = files;
		assert.throws(() => secureContextOf({ cert }), /go together/);
		assert.throws(() => secureContextOf({ key }), /go together/);
	});

	it('say which of them is wrong', () => {
		const { cert, key, otherKey } = files;
		assert.throws(() => secureContextOf({ ca: key }), /CA file .* no PEM certificate/);
		assert.throws(() => secureContextOf({ ca: Buffer.from('{}') }), /CA file .* no PEM certificate/);
		assert.throws(() => secureContextOf({ cert, key: otherKey }), /key .* does not fit its client certificate/);
		assert.throws(() => secureContextOf({ cert: Buffer.from('x'), key }), /is no PEM file/);
		assert.throws(() => secureContextOf({ cert, key: Buffer.from('x') }), /is no PEM file/);
	});

	it('open with their passphrase only', () => {
		const { cert } = files;
		const cipher = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'opens' } as const;
		const key = Buffer.from(createPrivateKey(files.key).export(cipher));
		assert.ok(secureContextOf({ cert, key, passphrase: 'opens' }));
		assert.throws(() => secureContextOf({ cert, key }), /locked by a passphrase/);
		assert.throws(() => secureContextOf({ cert, key, passphrase: 'wrong' }), /locked by a passphrase/);
		// Of so many, some decrypt it to what only looks like the end of a key.
		for (let index = 0; index < 1500; index++) {
			assert.throws(() => secureContextOf({ cert, key, passphrase: `wrong${index}` }), /locked by a passphrase/);
		}
	});
});
