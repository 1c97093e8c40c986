import { parseAddress } from './ip.ts';

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const subdomain = new RegExp(`^${label}(?:\\.${label})*$`);
const wildcard = new RegExp(`^\\*\\.${label}(?:\\.${label})*$`);

/** A DNS name as RFC 1123 and Kubernetes take it: lower case. */
export function isSubdomain(text: string): boolean {
	return text.length <= 253 && subdomain.test(text);
}

/** What a certificate may name. */
export function isCertificateName(text: string): boolean {
	return isSubdomain(text) || (text.length <= 253 && wildcard.test(text)) || parseAddress(text) !== undefined;
}

/** `host`, `host:port` or `[address]:port`, taken apart as Go does; `undefined` where Go says no. */
export function splitHostPort(text: string): { readonly host: string; readonly port: string } | undefined {
	const [, six, host, port] = /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text) ?? [];
	return port === undefined ? undefined : { host: six ?? host ?? '', port };
}

export function isPort(text: string): boolean {
	return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}

const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const imagePart = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';
const repository = new RegExp(`^(?:${domain}/)?${imagePart}(?:/${imagePart})*$`);

/** Where images come from: registry, port and path; no scheme, no capitals in the path. */
export function isImageRepository(text: string): boolean {
	return repository.test(`${text}/name`);
}

/** A URL taken apart as far as Go's parser and etcd care; `undefined` where Go's parser says no. */
export function parseUrl(text: string):
	| {
			readonly scheme: string;
			readonly host: string;
			readonly hostname: string;
			readonly port: string;
			readonly path: string;
	  }
	| undefined {
	const hasControl = [...text].some(letter => letter.charCodeAt(0) < 0x20 || letter.charCodeAt(0) === 0x7f);
	const [, scheme, rest = ''] = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(.*)$/s.exec(text) ?? [];
	const authority = rest.startsWith('//') ? /^\/\/([^/?#]*)(.*)$/s.exec(rest) : undefined;
	// `10.0.0.1:2379`: Go takes what is before the colon for a scheme, and finds that none begins with a digit.
	const isBareHost = scheme === undefined && !authority && /^[^/?#]*:/.test(text);
	if (hasControl || isBareHost || text.startsWith(':') || /%(?![0-9a-fA-F]{2})/.test(text)) {
		return undefined;
	}
	const host = authority?.[1]?.replace(/^.*@/, '') ?? '';
	if (/[\s<>"]/.test(host)) {
		return undefined;
	}
	const [, hostname, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(host) ?? [];
	return hostname === undefined
		? undefined
		: {
				scheme: scheme?.toLowerCase() ?? '',
				host,
				hostname: hostname.replace(/^\[|\]$/g, ''),
				port: port ?? '',
				path: (authority ? authority[2] : rest)?.replace(/[?#].*$/s, '') ?? '',
			};
}
