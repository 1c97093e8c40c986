import { sentences } from '../../core/words.ts';

/** The fields of `hosts.json`, which etcd-recovery reads. */
export const recoveryFields = sentences({
	name: 'What the host is called in what etcd-recovery prints.',
	member_name: 'The name of the etcd member on the host, where it is not that of the host.',
	host: 'The address under which the host is reached over SSH.',
	username: 'Who signs in there; reading and moving files of etcd takes root, or sudo without a password.',
	password: 'The password of that user. A file with one in it is for nobody else to read: a key is better.',
	private_key: 'The file of the key with which that user signs in.',
	passphrase: 'What opens the key, where it is encrypted.',
	backedup_manifest: 'Where on the host the manifest of etcd lies that is put back at the end.',
});
