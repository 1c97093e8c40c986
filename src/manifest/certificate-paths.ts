import type { DocumentId } from '../core/facts.ts';
import type { ManifestSet } from './parse.ts';

/** A certificate that a document names by a path on its machine. */
export interface CertificatePath {
	readonly document: DocumentId;
	/** The file that the document is in. */
	readonly file: string;
	readonly flag: string;
	readonly path: string;
}

/** Flags whose value is the path of a certificate: never of a key. */
const flags = new Set([
	'cert-file',
	'client-ca-file',
	'etcd-cafile',
	'etcd-certfile',
	'kubelet-client-certificate',
	'peer-cert-file',
	'peer-trusted-ca-file',
	'proxy-client-cert-file',
	'tls-cert-file',
	'trusted-ca-file',
]);

/** Every certificate that the files name. */
export function certificatePathsOf(set: ManifestSet): CertificatePath[] {
	return set.files.flatMap(({ source, descriptions }) =>
		descriptions.flatMap(({ document, settings }) =>
			settings.flatMap(({ flag, value }) =>
				value?.startsWith('/') && flags.has(flag) ? [{ document, file: source.path, flag, path: value }] : [],
			),
		),
	);
}
