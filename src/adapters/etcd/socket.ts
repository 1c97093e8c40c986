import { connect as connectTcp, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import { messageOf } from '../../core/errors.ts';
import type { Handshake } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import { detailsOf, opensslReason } from '../errors.ts';
import type { Access } from './access.ts';
import { certificateOf, describeCertificate, parsePem } from './certificates.ts';
import { Unanswered } from './silence.ts';

export interface Opened {
	readonly socket: Duplex;
	readonly handshake?: Handshake;
}

/** Opens a connection stage by stage, so that a failure says how far it came. Throws `Unanswered`. */
export async function openSocket(
	url: URL,
	access: Access,
	context: SecureContext | undefined,
	protocol: 'http/1.1' | 'h2',
	signal: AbortSignal,
): Promise<Opened> {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const way = await (access.dial ?? dialDirectly)(host, portOf(url), signal);
	return context ? secure(way, host, access, context, protocol) : { socket: way };
}

/** A TCP connection of this host. */
export async function dialDirectly(host: string, port: number, signal: AbortSignal): Promise<Duplex> {
	const tcp = connectTcp({ host, port, noDelay: true });
	signal.addEventListener('abort', () => tcp.destroy(), { once: true });
	try {
		await once(tcp, 'connect');
	} catch (error) {
		tcp.destroy();
		throw silenceOfConnect(error, host);
	}
	return tcp;
}

export function portOf(url: URL): number {
	return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
}

async function secure(
	way: Duplex,
	host: string,
	access: Access,
	secureContext: SecureContext,
	protocol: string,
): Promise<Opened> {
	const serverName = access.serverName ?? host;
	// Trust is judged below, after the certificate has been read: a refused one is what the user needs to see.
	const socket = connectTls({
		socket: way,
		secureContext,
		rejectUnauthorized: false,
		checkServerIdentity: () => undefined,
		ALPNProtocols: [protocol],
		...(isIP(serverName) === 0 && { servername: serverName }),
	});
	try {
		await once(socket, 'secureConnect');
	} catch (error) {
		socket.destroy();
		throw silenceOfTls(error, access);
	}
	const handshake = handshakeOf(socket, serverName);
	if (!access.skipVerify && (handshake.untrusted ?? handshake.nameMismatch) !== undefined) {
		socket.destroy();
		throw Object.assign(refusal(handshake, access), { handshake });
	}
	return { socket, handshake };
}

function handshakeOf(socket: TLSSocket, serverName: string): Handshake {
	const mismatch = checkServerIdentity(serverName, socket.getPeerCertificate());
	return {
		protocol: socket.getProtocol() ?? '',
		serverName,
		chain: chainOf(socket),
		...(mismatch && { nameMismatch: mismatch.message }),
		// Typed as an Error by @types/node; at run time it is OpenSSL's code as text.
		...(socket.authorized ? {} : { untrusted: String(socket.authorizationError) }),
	};
}

function chainOf(socket: TLSSocket): Handshake['chain'] {
	const chain: Handshake['chain'][number][] = [];
	let x509 = socket.getPeerX509Certificate();
	while (x509 && chain.length < 8) {
		chain.push(certificateOf(x509));
		x509 = x509.issuerCertificate === x509 ? undefined : x509.issuerCertificate;
	}
	return chain;
}

function refusal({ untrusted, nameMismatch, chain: [leaf] }: Handshake, access: Access): Unanswered {
	const shown = leaf ? describeCertificate(leaf) : t('none');
	return new Unanswered(
		'tls',
		untrusted
			? t(
					"The server's certificate is not trusted ({0}). It is {1}. Trusted: {2}.",
					untrusted,
					shown,
					trustedBy(access),
				)
			: t("The server's certificate does not fit the dialled name: {0} It is {1}.", nameMismatch ?? '', shown),
	);
}

/** Whom this connection trusts, in a few words. */
function trustedBy(access: Access): string {
	const authorities = access.ca ? parsePem(access.ca).map(x509 => certificateOf(x509).subject) : [];
	const [first, ...more] = [...new Set(authorities)];
	if (first === undefined) {
		return t('the authorities of the system, because no CA file is given');
	}
	return more.length === 0 ? t('"{0}"', first) : t('"{0}" and {1} more', first, more.length);
}

function silenceOfConnect(error: unknown, host: string): Unanswered {
	const { syscall } = detailsOf(error);
	return syscall === 'getaddrinfo'
		? new Unanswered('dns', t('The name {0} cannot be resolved: {1}', host, messageOf(error)))
		: new Unanswered('tcp', t('No TCP connection: {0}', messageOf(error) || detailsOf(error).code));
}

/** What a TLS error means for the one who has to mend it. */
export function silenceOfTls(error: unknown, access: Access): Unanswered {
	const { code } = detailsOf(error);
	const text = opensslReason(error);
	if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNEXPECTED_MESSAGE|http request/i.test(`${code} ${text}`)) {
		return new Unanswered(
			'tls',
			t('The server does not speak TLS at this port: the endpoint should begin with http://.'),
		);
	}
	if (/socket disconnected before secure/.test(text)) {
		return new Unanswered(
			'tls',
			t('The server ended the connection during the TLS handshake: perhaps it speaks plain HTTP here.'),
		);
	}
	if (/ALERT|ECONNRESET|EPIPE/.test(code) || /alert/i.test(text)) {
		return new Unanswered('tls', clientCertificateRefused(access, text));
	}
	return new Unanswered('tls', t('The TLS handshake failed: {0}', text));
}

function clientCertificateRefused(access: Access, text: string): string {
	if (!access.cert) {
		return t(
			'The server ended the TLS connection, as one does that wants a client certificate; none was given. ({0})',
			text,
		);
	}
	const [own] = ownCertificate(access.cert);
	if (!/alert/i.test(text)) {
		return t(
			'The server ended the TLS connection without a word: it refuses the client certificate {0}, or speaks no HTTP/1.1 at this port.',
			own ?? '',
		);
	}
	return t('The server refused the client certificate {0}. ({1})', own ?? '', text);
}

function ownCertificate(pem: Buffer): string[] {
	return parsePemOrNone(pem).map(describeCertificate);
}

function parsePemOrNone(pem: Buffer): Handshake['chain'] {
	try {
		return parsePem(pem).map(certificateOf);
	} catch {
		// The context was made of this very file, so only the sentence loses its detail.
		return [];
	}
}

function once(socket: Duplex, event: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const settle = (act: () => void) => () => {
			socket.removeAllListeners('error').removeAllListeners('close');
			socket.on('error', () => undefined);
			act();
		};
		socket.once(event, settle(resolve));
		socket.once('error', error => settle(() => reject(error))());
		socket.once(
			'close',
			settle(() => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }))),
		);
	});
}
