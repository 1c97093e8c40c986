import { configCheck } from '../../core/config-check.ts';
import { entriesOf, problemAt, sitesAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

const reasons: Readonly<Record<string, () => string>> = {
	aescbc: () => t('AES-CBC is open to attacks by its padding.'),
	aesgcm: () => t('AES-GCM needs a new key after every 200,000 writes, and nothing here sees to that.'),
};

/** These two are kept for old data; a key in a file beside etcd protects backups at best. */
export default configCheck({
	id: 'config/encryption-provider-weak',
	title: 'An encryption is weaker than others',
	remedy: 'Use kms with version v2, or secretbox, for what is written from now on.',
	// Source: the table of providers in the documentation of Kubernetes, "Encrypting Confidential Data at Rest".
	severity: 'info',
	kinds: ['apiserver/EncryptionConfiguration'],
	*each(root) {
		// The first provider writes.
		for (const provider of sitesAt(root, ['resources', '*', 'providers']).flatMap(list =>
			sitesAt(list, ['*']).slice(0, 1),
		)) {
			for (const entry of entriesOf(provider)) {
				const reason = Object.hasOwn(reasons, entry.key) ? reasons[entry.key] : undefined;
				if (reason) {
					yield problemAt(entry, reason(), { part: 'key' });
				}
			}
		}
	},
});
