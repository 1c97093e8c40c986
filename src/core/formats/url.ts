import { parseAddress } from './ip.ts';

export interface Url {
	readonly scheme: string;
	/** Host and port as they are written. */
	readonly host: string;
	readonly hostname: string;
	readonly port: string;
	readonly path: string;
}

/** Letters that Go takes in a host as they are; of escapes only those of letters beyond ASCII, and of the percent sign. */
const hostText = /^(?:[-\w.~!$&'()*+,;=:<>"\u0080-\uffff]|%25|%[89a-fA-F][\da-fA-F])*$/;
/** Within brackets a zone may follow the address. */
const literal = /^\[([\da-fA-F:.]+)(?:%25(?:[-\w.~]|%[\da-fA-F]{2})+)?\](?::\d*)?$/;
const userText = /^(?:[-\w.:~!$&'()*+,;=@]|%[\da-fA-F]{2})*$/;
const badEscape = /%(?![\da-fA-F]{2})/;

const control = /[\u0000-\u001f\u007f]/;

/**
 * A URL taken apart as Go's parser does; `undefined` where that says no. Up to Go 1.25 (`isLenient`) it took
 * `https://fd00::1:2379`, of which it cannot be told where the address ends and the port begins.
 */
export function parseUrl(text: string, isLenient = false): Url | undefined {
	const [whole = '', ...fragment] = text.split('#');
	const [, scheme, rest = ''] = /^(?:([a-zA-Z][a-zA-Z\d+.-]*):)?(.*)$/s.exec(whole) ?? [];
	const [plain = ''] = rest.split('?');
	if (control.test(text) || badEscape.test(fragment.join('#')) || text.startsWith(':')) {
		return undefined;
	}
	const lower = scheme?.toLowerCase() ?? '';
	if (!plain.startsWith('/')) {
		// `10.0.0.1:2379`: Go takes what is before the colon for a scheme, and finds that none begins with a digit.
		const isBareHost = scheme === undefined && /^[^/]*:/.test(plain);
		return isBareHost || (scheme === undefined && badEscape.test(plain))
			? undefined
			: { scheme: lower, host: '', hostname: '', port: '', path: plain };
	}
	const hasAuthority = plain.startsWith('//') && (scheme !== undefined || !plain.startsWith('///'));
	const [, authority = '', path = ''] = hasAuthority ? (/^\/\/([^/]*)(.*)$/s.exec(plain) ?? []) : ['', '', plain];
	const host = hostOf(authority);
	const isLoose = host && !isLenient && /^https?$/.test(lower) && /^[^[:]*:.*:/.test(host.host);
	return host && !isLoose && !badEscape.test(path) ? { scheme: lower, ...host, path } : undefined;
}

function hostOf(authority: string): Pick<Url, 'host' | 'hostname' | 'port'> | undefined {
	const at = authority.lastIndexOf('@');
	const host = authority.slice(at + 1);
	if (at >= 0 && !userText.test(authority.slice(0, at))) {
		return undefined;
	}
	const isLiteral = host.startsWith('[');
	const colon = host.lastIndexOf(':');
	const hasPort = colon > host.lastIndexOf(']');
	const [hostname, port] = hasPort ? [host.slice(0, colon), host.slice(colon + 1)] : [host, ''];
	const isRight = isLiteral ? isSix(host) : hostText.test(host) && /^\d*$/.test(port);
	return isRight ? { host, hostname: hostname.replace(/^\[|\]$/g, ''), port } : undefined;
}

function isSix(host: string): boolean {
	const [, address = ''] = literal.exec(host) ?? [];
	return parseAddress(address)?.width === 128;
}
