import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

const secrets: Readonly<Record<string, readonly string[]>> = {
	k3s: ['token', 'agent-token', 'etcd-s3-secret-key', 'etcd-s3-session-token'],
	'recovery-hosts': ['*.password', '*.passphrase'],
	talos: [
		'machine.token',
		'machine.ca.key',
		'cluster.ca.key',
		'cluster.secret',
		'cluster.aescbcEncryptionSecret',
		'cluster.secretboxEncryptionSecret',
		'cluster.etcd.ca.key',
		'cluster.serviceAccount.key',
		'cluster.aggregatorCA.key',
	],
};

/** Whoever can read the file can do what its owner can; a file in version control is read by many, and for ever. */
export default configCheck({
	id: 'config/secret-in-clear',
	title: 'A secret stands in a file',
	remedy:
		'Keep the file out of version control, or the secret out of the file: in a file of its own, or in a store for secrets.',
	severity: 'info',
	kinds: Object.keys(secrets),
	*each(root) {
		for (const site of textsAt(root, ...(secrets[root.document.kind] ?? []))) {
			yield problemAt(site, t('Whoever reads this file has the secret.'));
		}
	},
});
