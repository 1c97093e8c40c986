import { configCheck } from '../../core/config-check.ts';
import { entriesOf, fieldAt, isSet, itemsOf, problemAt, sitesAt, type Site } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';

/** Each item of the list is one way to encrypt; the API server does not start where it cannot tell which. */
export default configCheck({
	id: 'config/encryption-providers-invalid',
	title: 'Resources or providers of the encryption are missing',
	remedy: 'Give every item of "resources" a list of resources and a list of providers, each with one provider.',
	// Source: ValidateEncryptionConfiguration of k8s.io/apiserver.
	severity: 'error',
	kinds: ['apiserver/EncryptionConfiguration'],
	*each(root) {
		const resources = fieldAt(root, 'resources');
		if (!isSet(resources)) {
			yield problemAt(resources ?? fieldAt(root, 'kind') ?? root, t('Nothing is encrypted: "resources" is empty.'), {
				part: 'key',
			});
		}
		for (const item of resources ? itemsOf(resources) : []) {
			for (const key of ['resources', 'providers']) {
				const field = fieldAt(item, key);
				if (item.node.kind === 'map' && !isSet(field)) {
					yield problemAt(field ?? item, t('"{0}" must be filled in.', key), { part: 'key' });
				}
			}
			for (const provider of sitesAt(item, ['providers', '*'])) {
				yield* judge(provider);
			}
		}
	},
});

function* judge(provider: Site): Generator<Outcome> {
	const [first, second] = entriesOf(provider);
	if (provider.node.kind === 'map' && !first) {
		yield problemAt(provider, t('An item names no provider.'), { part: 'key' });
	} else if (second) {
		yield problemAt(second, t('An item has one provider: begin another item for "{0}".', second.key), { part: 'key' });
	}
	for (const entry of first ? [first] : []) {
		const keys = fieldAt(entry, 'keys');
		if (/^(?:aescbc|aesgcm|secretbox)$/.test(entry.key) && !isSet(keys)) {
			yield problemAt(keys ?? entry, t('A provider needs keys.'), { part: 'key' });
		}
	}
}
