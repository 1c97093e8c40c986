import { canonicalHost } from './hosts.ts';

type Kind = 'host' | 'member' | 'certificate' | 'document' | 'cluster';

export interface Pseudonyms {
	/** The invented name of one thing; an empty name stays empty. */
	of(kind: Kind, name: string): string;
	/** A host name or an address; loopback and unspecified addresses stay. */
	host(host: string): string;
	/** A URL, or `host:port`: the host is replaced, the rest stays. */
	inUrl(url: string): string;
	/** The distinguished name of a certificate, `CN=…, O=…`: its fields stay, their values are replaced. */
	distinguished(name: string): string;
	/** Every known name, every address and everything that looks like a host name in a sentence. */
	inText(text: string): string;
}

/** Too general to tell anything of anybody, and needed where they stand in sentences. */
const everyday = new Set(['etcd', 'default', 'member', 'node', 'leader', 'server', 'the', 'no', 'not', 'is', 'a']);

const patterns = {
	authority: /(?<=[a-z][a-z0-9+.-]*:\/\/)(?:\[[^\]]*\]|[^\s/:,"'?#]+)/gi,
	field: /(?<=\b(?:CN|O|OU|L|ST|DC|emailAddress)\s?=\s?)[^,;"'\n/]+/g,
	v6: /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi,
	v4: /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\w)/g,
	domain: /(?<![\w./-])(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](?![\w/-])/gi,
};

/** Invents names in the order of appearance: the same name gets the same pseudonym as long as this value lives. */
export function pseudonyms(): Pseudonyms {
	const known = new Map<string, string>();
	const counts = new Map<string, number>();
	const invent = (kind: string, name: string, make: (number: number) => string) => {
		const key = `${kind} ${name}`;
		const number = (counts.get(kind) ?? 0) + 1;
		const invented = known.get(key) ?? make(number);
		if (!known.has(key)) {
			counts.set(kind, number);
			known.set(key, invented);
		}
		return invented;
	};
	const of = (kind: Kind, name: string) => (name === '' ? '' : invent(kind, name, number => `${kind}-${number}`));
	const host = (text: string): string => {
		const bare = canonicalHost(text);
		if (isKept(bare)) {
			return text;
		}
		if (/^(\d{1,3}\.){3}\d{1,3}$/.test(bare)) {
			return invent('v4', bare, documentationV4);
		}
		if (bare.includes(':')) {
			const address = invent('v6', bare, number => `2001:db8::${number.toString(16)}`);
			return text.startsWith('[') ? `[${address}]` : address;
		}
		return bare.startsWith('*.') ? `*.${of('host', bare.slice(2))}` : of('host', bare);
	};
	const inText = (text: string) => inSentence(text, known, host, value => of('certificate', value));
	return {
		of,
		host,
		inText,
		inUrl(url) {
			const parts = /^([a-z][a-z0-9+.-]*:\/\/)?(\[[^\]]*\]|[^:/]*)(.*)$/is.exec(url);
			const [, scheme = '', name = url, rest = ''] = parts ?? [];
			return scheme + host(name) + inText(rest);
		},
		distinguished: name =>
			name
				// A comma may belong to a value: the next field begins with its own key.
				.split(/,\s*(?=[\w.]+\s?=)/)
				.map(field =>
					field.replace(
						/^([\w.]+\s?=\s?)?(.*)$/s,
						(_, key: string | undefined, value: string) => (key ?? '') + of('certificate', value.trim()),
					),
				)
				.join(', '),
	};
}

/** Replaces each name once: what was put in is masked until the end, so that no invented name is taken for a real one. */
function inSentence(
	text: string,
	known: ReadonlyMap<string, string>,
	host: (name: string) => string,
	certificate: (name: string) => string,
): string {
	const masked: string[] = [];
	const mask = (replacement: string) => `\u{E000}${masked.push(replacement) - 1}\u{E001}`;
	return text
		.replace(patterns.authority, name => mask(host(name)))
		.replace(knownPattern(known), name => mask(nameOf(name, known) ?? name))
		.replace(patterns.field, value => (isMasked(value) ? value : mask(certificate(value.trim()))))
		.replace(patterns.v6, address => (isAddressV6(address) ? mask(host(address)) : address))
		.replace(patterns.v4, address => mask(host(address)))
		.replace(patterns.domain, name => mask(host(name)))
		.replace(/\u{E000}(\d+)\u{E001}/gu, (_, index: string) => masked[Number(index)] ?? '');
}

function isMasked(text: string): boolean {
	return text.includes('\u{E000}');
}

const kindsInSentences: readonly string[] = ['host', 'member', 'certificate'];

/** Names that stand by themselves in a sentence or in a path, the longest first. */
function knownPattern(known: ReadonlyMap<string, string>): RegExp {
	const names = [...known.keys()]
		.map(key => [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)] as const)
		.filter(([kind, name]) => kindsInSentences.includes(kind) && !everyday.has(name.toLowerCase()))
		.map(([, name]) => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
		.sort((a, b) => b.length - a.length);
	return names.length === 0 ? /(?!)/ : new RegExp(`(?<![\\w.])(?:${names.join('|')})(?!\\w)`, 'gi');
}

function nameOf(name: string, known: ReadonlyMap<string, string>): string | undefined {
	const keys = kindsInSentences.flatMap(kind => [`${kind} ${name}`, `${kind} ${name.toLowerCase()}`]);
	const exact = keys.map(key => known.get(key)).find(invented => invented !== undefined);
	return (
		exact ??
		[...known].find(([key]) =>
			kindsInSentences.some(kind => key.toLowerCase() === `${kind} ${name.toLowerCase()}`),
		)?.[1]
	);
}

function isKept(host: string): boolean {
	return host === '' || host === 'localhost' || /^127(\.\d+){3}$/.test(host) || ['0.0.0.0', '::', '::1'].includes(host);
}

/** Addresses that RFC 5737 sets aside for documents, and those of RFC 2544 when they are used up. */
function documentationV4(number: number): string {
	const blocks = ['192.0.2', '198.51.100', '203.0.113'];
	const index = number - 1;
	const block = blocks[Math.floor(index / 254)] ?? `198.18.${Math.floor(index / 254) - blocks.length}`;
	return `${block}.${(index % 254) + 1}`;
}

/** `12:03:11` is a time. */
function isAddressV6(text: string): boolean {
	return text.includes('::') ? /[0-9a-f]/i.test(text) : text.split(':').length === 8;
}
