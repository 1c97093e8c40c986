import { sentences } from '../../core/words.ts';

/** The fields of the files that flags of the API server name. */
export const apiServerFields = sentences({
	resources: 'Which resources are encrypted how; the first entry that names a resource counts.',
	'resources.resources': 'Resources such as secrets or configmaps; with the group behind a dot, *.* for all.',
	'resources.providers': 'The first one encrypts what is written; all of them are tried to read what is there.',
	'providers.aescbc': 'AES in CBC mode with a key from this file. Open to padding attacks: prefer secretbox or kms.',
	'providers.aesgcm':
		'AES in GCM mode with a key from this file, which must be changed often: prefer secretbox or kms.',
	'providers.secretbox': 'XSalsa20 and Poly1305 with a key of 32 bytes from this file.',
	'providers.identity':
		'No encryption. As the first provider it writes in clear; as the last it reads what is not encrypted yet.',
	'providers.kms': 'Keys are kept by a plugin outside of the node, reached over a socket.',
	keys: 'The first key encrypts, all of them decrypt: a new one is added behind before it becomes the first.',
	'keys.name': 'What values are marked with, so that the key is found that reads them.',
	'keys.secret': 'The key itself, in base64. Whoever reads this file reads every value that it encrypts.',
	'kms.apiVersion': 'The version of the protocol of the plugin; v1 is deprecated and off since Kubernetes 1.29.',
	'kms.name': 'What the plugin is called in the values; changing it makes them unreadable.',
	'kms.cachesize': 'How many decrypted keys are kept in memory, with v1 alone.',
	'kms.endpoint': 'The socket of the plugin, such as unix:///var/run/kms.sock.',
	'kms.timeout': 'How long the plugin may take for one call.',
	endpoint: 'Where traces are sent, by OTLP over gRPC.',
	samplingRatePerMillion: 'Of a million requests so many are traced that nobody else asked to trace.',
});
