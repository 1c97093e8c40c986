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
