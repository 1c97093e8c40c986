import { atOnce } from './at-once.ts';
import type { Collected } from './collect.ts';
import type { Facts } from './facts.ts';
import type { Listing } from './kubernetes.ts';

/** What stands where a secret stood. */
export const removed = '(removed)';

const words = String.raw`(?:pass(?:word|wd|phrase)|pwd|secret|token|api[-_]?key|authorization)`;
const quotedOrWord = String.raw`(?:"[^"]*"|'[^']*'|[^\s"',;&]+)`;

/** Repetitions are bounded where a text could make them begin at each of its letters: servers choose these texts. */
const patterns: readonly (readonly [pattern: RegExp, replacement: string])[] = [
	[/-----BEGIN [^-]*-----[\s\S]*?(?:-----END [^-]*-----|$)/g, removed],
	// User information ends at the last @ before the next URL: a password may hold a comma, or a slash left unescaped.
	[/([a-z][a-z0-9+.-]{0,30}:\/\/)(?:(?!:\/\/)[^\s"'<>])*@/gi, '$1'],
	// What etcd says after such a word is no secret: "etcd wants a user and password: etcdserver: …".
	[
		new RegExp(String.raw`(${words}["']?\s*[=:]\s*)(?!etcdserver:)(?:Bearer\s+|Basic\s+)?${quotedOrWord}`, 'gi'),
		`$1${removed}`,
	],
	[/\bBearer\s+[\w.~+/=-]{8,}/gi, `Bearer ${removed}`],
	[/\beyJ[\w-]{1,2048}\.[\w-]{1,2048}\.[\w-]*/g, removed],
];

/** A cheap look before the patterns: most texts of a run hold none of this. */
const suspicious = /-----BEGIN|@|pass|pwd|secret|token|key|authorization|bearer|eyJ/i;

/** A text without passwords, tokens, keys and the user information of URLs; `known` are secrets of this very run. */
export function withoutSecretsIn(text: string, known: readonly string[] = []): string {
	const plain = known.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, removed)), text);
	return suspicious.test(plain)
		? patterns.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), plain)
		: plain;
}

/** Nobody chooses these for a secret, and a short password must not maim them; a document may be a URI with a user. */
const fixed = new Set([
	...['stage', 'cause', 'source', 'alarm', 'use', 'refusedBy', 'component', 'protocol', 'untrusted'],
	...['version', 'server', 'cluster', 'storageVersion', 'downgradeTarget', 'notBefore', 'notAfter'],
	...['memberId', 'clusterId', 'leaderId', 'id', 'document'],
]);

/** What identifies somebody must stay the same everywhere, so only what is written like a secret goes. */
const identities = new Set(['endpoint', 'url', 'clientUrls', 'peerUrls', 'memberName', 'name', 'serverName']);

/**
 * The same facts without secrets, so that nothing made of them can hold one. What members, files and foreign reports say
 * in their own words is searched; secret flags are numbered, so that two that differ still do.
 */
export function withoutSecrets(collected: Collected, known: readonly string[] = []): Collected {
	return atOnce(removingSecrets(collected, known));
}

/** The same in steps: a step for each item of the lists that facts are or hold, of which there may be tens of thousands. */
export function* removingSecrets(
	{ facts, gaps }: Collected,
	known: readonly string[] = [],
): Generator<void, Collected> {
	const flagValues = new Map<string, string>();
	const flagSecret = (value: unknown) => {
		const number = flagValues.size + 1;
		const stand = flagValues.get(String(value)) ?? `(removed ${number})`;
		flagValues.set(String(value), stand);
		return stand;
	};
	const clean = (value: unknown, key: string): unknown => {
		if (typeof value === 'string') {
			return fixed.has(key) ? value : withoutSecretsIn(value, identities.has(key) ? [] : known);
		}
		if (Array.isArray(value)) {
			const items = value.map(item => clean(item, key));
			return items.every((item, index) => item === value[index]) ? value : items;
		}
		if (typeof value !== 'object' || value === null) {
			return value;
		}
		if (isPlainSample(value)) {
			return value;
		}
		const entries = Object.entries(value).map(([name, item]) => [
			name,
			key === 'flags' && isSecretFlag(name) ? flagSecret(item) : clean(item, name),
		]);
		// Most hold nothing of this: they are not copied.
		return entries.every(([name, item]) => item === Reflect.get(value, String(name)))
			? value
			: Object.fromEntries(entries);
	};
	const cleaned: [string, unknown][] = [];
	for (const [name, fact] of Object.entries(facts)) {
		cleaned.push([name, isListing(fact) ? { ...fact, objects: yield* each(fact.objects, clean) } : clean(fact, name)]);
		yield;
	}
	// Only texts are replaced, each by a text: the shape stays.
	return { facts: Object.fromEntries(cleaned) as Partial<Facts>, gaps: clean(gaps, '') as Collected['gaps'] };
}

function* each(items: readonly unknown[], clean: (item: unknown, key: string) => unknown): Generator<void, unknown[]> {
	const cleaned: unknown[] = [];
	for (const item of items) {
		cleaned.push(clean(item, 'objects'));
		yield;
	}
	return cleaned;
}

function isListing(fact: unknown): fact is Listing {
	return typeof fact === 'object' && fact !== null && 'objects' in fact && Array.isArray(fact.objects);
}

/** A flag whose value is a secret itself. `--auth-token` is none: it names a kind of token, and files. */
function isSecretFlag(flag: string): boolean {
	return /pass(word|wd|phrase)|secret|token$/i.test(flag) && !/^auth-token$|-(file|path|dir)$/.test(flag);
}

/** Thousands of samples have labels of a few known words: they are looked at, and not copied. */
function isPlainSample(value: object): boolean {
	return 'labels' in value && 'value' in value && !suspicious.test(Object.values(Object(value.labels)).join('\n'));
}
