import { check } from '../../core/check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { parseUrl } from '../../core/formats/url.ts';
import { t } from '../../core/words.ts';
import { namedCertificates, toldBy, type NamedCertificate } from '../../schema/certificate-settings.ts';

/** The flags that say how others reach the owner of a certificate. */
const reached: Readonly<Record<string, string>> = {
	'cert-file': 'advertise-client-urls',
	'peer-cert-file': 'initial-advertise-peer-urls',
	'tls-cert-file': 'advertise-address',
};

/** Whoever connects compares the name he dialled with those in the certificate, and hangs up if it is not there. */
export default check({
	id: 'config/certificate-file-names',
	title: 'A certificate file does not fit its use',
	remedy: 'Make it anew with the names and addresses by which it is reached: serverCertSANs, peerCertSANs or certSANs.',
	severity: 'error',
	needs: ['documents', 'targets', 'certificateFiles'],
	params: {},
	*run({ documents, targets, certificateFiles }) {
		const named = namedCertificates(certificateFiles, documents, targets);
		if (named.length === 0) {
			yield { notApplicable: t('No certificate that a file names lies beside it.') };
		}
		for (const each of named) {
			const { certificate, flag, site } = each;
			const lacking = hostsOf(each).find(host => !certificate.names.some(name => isNamed(host, name)));
			if (lacking !== undefined) {
				yield problemAt(
					site,
					t(
						'The certificate names {0}, and is reached by {1}.',
						certificate.names.slice(0, 6).join(', ') || t('nobody'),
						lacking,
					),
				);
			} else if (/^(?:peer-)?cert-file$|^tls-cert-file$/.test(flag) && !certificate.serverAuth) {
				yield problemAt(site, t('The certificate is not for servers.'));
			} else if (/^(?:etcd-certfile|peer-cert-file)$/.test(flag) && !certificate.clientAuth) {
				yield problemAt(site, t('The certificate is not for clients.'));
			}
		}
	},
});

/** What the owner tells others; what it does not tell is not asked for. */
function hostsOf(named: NamedCertificate): string[] {
	const told = toldBy(named, reached[named.flag] ?? '') ?? '';
	return told
		.split(',')
		.map(text => parseUrl(text.trim())?.hostname || (/^[\w.:-]+$/.test(text) && !text.includes('//') ? text : ''))
		.filter(host => host !== '');
}

function isNamed(host: string, name: string): boolean {
	const wanted = host.toLowerCase();
	const own = name.toLowerCase();
	return wanted === own || (own.startsWith('*.') && wanted.slice(wanted.indexOf('.')) === own.slice(1));
}
