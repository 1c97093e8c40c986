import { describeCertificate } from '../adapters/etcd/certificates.ts';
import { t } from '../core/words.ts';
import { certificateIn } from './certificate-in.ts';

/** What a reader of a manifest wants to know of a certificate that it names. */
export interface CertificateWords {
	readonly text: string;
	readonly tooltip: string;
}

const dayMs = 86_400_000;

/** The first certificate of a PEM file; nothing for what is none. */
export function certificateWords(bytes: Uint8Array, now: number): CertificateWords | undefined {
	const certificate = certificateIn(bytes);
	if (!certificate) {
		return undefined;
	}
	const days = Math.floor((Date.parse(certificate.notAfter) - now) / dayMs);
	const until = certificate.notAfter.slice(0, 10);
	const names = certificate.names.slice(0, 4).join(', ');
	const ending = days < 0 ? t('expired on {0}', until) : t('valid until {0} ({1} d)', until, days);
	return { text: names === '' ? ending : `${ending}: ${names}`, tooltip: describeCertificate(certificate) };
}
