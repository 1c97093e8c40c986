import { configCheck } from '../../core/config-check.ts';
import { entriesOf, fieldAt, itemsOf, problemAt, sitesAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** New data is written by the first provider of the list; the others are for reading what is there. */
export default configCheck({
	id: 'config/encryption-identity-first',
	title: 'Data is written to etcd in clear',
	remedy: 'Put "identity" last, behind a provider that encrypts.',
	severity: 'warning',
	kinds: ['apiserver/EncryptionConfiguration'],
	*each(root) {
		for (const item of sitesAt(root, ['resources', '*'])) {
			const list = fieldAt(item, 'providers');
			const providers = list ? itemsOf(list) : [];
			const [first] = providers;
			const entries = first ? entriesOf(first) : [];
			const identity = entries.length === 1 ? entries.find(({ key }) => key === 'identity') : undefined;
			if (identity) {
				const message =
					providers.length > 1
						? t('"identity" comes first: what is written from now on is not encrypted.')
						: t('"identity" alone encrypts nothing.');
				yield problemAt(identity, message, { part: 'key' });
			}
		}
	},
});
