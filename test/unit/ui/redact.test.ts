import assert from 'node:assert/strict';
import { redact } from '../../../src/ui/redact.ts';

describe('What goes into the log', () => {
	it('has none of the secrets it is told of, wherever they stand', () => {
		assert.equal(redact('login a with s3cr3t: s3cr3t refused', ['s3cr3t']), 'login a with ***: *** refused');
	});

	it('has nothing that is written like a secret', () => {
		const written = [
			'password=hunter2',
			'"password": "hunter2"',
			'authorization: Bearer hunter2',
			'token: hunter2',
			'https://root:hunter2@10.0.0.1:2379',
			'-----BEGIN EC PRIVATE KEY-----\nhunter2\n-----END EC PRIVATE KEY-----',
		];
		for (const text of written) {
			assert.doesNotMatch(redact(text, []), /hunter2/, text);
		}
	});

	it('keeps the rest', () => {
		const text = 'https://10.0.0.1:2379: tls: The certificate is "CN=etcd", issued by "CN=ca"';
		assert.equal(redact(text, []), text);
	});
});
