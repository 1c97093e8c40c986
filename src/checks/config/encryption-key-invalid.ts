import { configCheck } from '../../core/config-check.ts';
import { base64Bytes } from '../../core/formats/base64.ts';
import { fieldAt, itemsOf, problemAt, scalarOf, sitesAt, type Site } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';

const sizes: Readonly<Record<string, readonly number[]>> = {
	aescbc: [16, 24, 32],
	aesgcm: [16, 24, 32],
	secretbox: [32],
};

/** Keys of tutorials: everybody has them. */
const published = new Set(['c2VjcmV0IGlzIHNlY3VyZQ==', 'dGhpcyBpcyBwYXNzd29yZA==']);

/** The API server refuses keys of the wrong length; a key that others know protects nothing. */
export default configCheck({
	id: 'config/encryption-key-invalid',
	title: 'A key for encryption is not usable',
	remedy: 'Make one with: head -c 32 /dev/urandom | base64. Give each key of a provider a name of its own.',
	// Source: ValidateEncryptionConfiguration of k8s.io/apiserver.
	severity: 'error',
	kinds: ['apiserver/EncryptionConfiguration'],
	*each(root) {
		for (const [provider, lengths] of Object.entries(sizes)) {
			for (const keys of sitesAt(root, ['resources', '*', 'providers', '*', provider, 'keys'])) {
				const names = new Set<string>();
				for (const key of itemsOf(keys)) {
					yield* judgeName(key, names);
					yield* judgeSecret(key, lengths);
				}
			}
		}
	},
});

function* judgeName(key: Site, names: Set<string>): Generator<Outcome> {
	const name = fieldAt(key, 'name');
	const text = scalarOf(name)?.text;
	if (!name || text === '') {
		yield problemAt(name ?? key, t('A key must have a name.'), { part: 'key' });
	} else if (text !== undefined && names.has(text)) {
		yield problemAt(name, t('Another key has the name "{0}".', text));
	}
	names.add(text ?? '');
}

function* judgeSecret(key: Site, lengths: readonly number[]): Generator<Outcome> {
	const secret = fieldAt(key, 'secret');
	const text = scalarOf(secret)?.text;
	const bytes = text === undefined ? undefined : base64Bytes(text);
	if (!secret) {
		yield problemAt(fieldAt(key, 'name') ?? key, t('This key has no secret.'), { part: 'key' });
	} else if (text !== undefined && bytes === undefined) {
		yield problemAt(secret, t('This is not base64.'));
	} else if (bytes !== undefined && !lengths.includes(bytes)) {
		yield problemAt(secret, t('The key has {0} bytes; {1} are needed.', bytes, lengths.join(', ')));
	} else if (text !== undefined && published.has(text)) {
		yield problemAt(secret, t('This key stands in a tutorial: everybody knows it.'), { severity: 'warning' });
	}
}
