import { setImmediate } from 'node:timers/promises';

/** The parts of a kubeconfig that are lists of named things. */
const sections = ['clusters', 'contexts', 'users'] as const;
export type Section = (typeof sections)[number];

/** One item of such a list: where it stands, and its lines but for long ones, which are certificates and keys. */
export interface KubeconfigItem {
	readonly section: Section;
	readonly start: number;
	readonly end: number;
	readonly lines: readonly string[];
}

export interface KubeconfigItems {
	readonly currentContext?: string;
	readonly items: readonly KubeconfigItem[];
	/** False where the file is written in another way than kubectl writes it: then the items are not all, or none. */
	readonly isPlain: boolean;
}

const lineFeed = 0x0a;
/** Names and URLs are shorter; what is longer is base64. */
const longestLine = 1024;
/** How long other work waits at most. */
const breathMs = 10;

/**
 * Takes a kubeconfig apart by its indentation, without a YAML parser: with thousands of embedded certificates one would take
 * seconds. Lets others have their turn every few milliseconds.
 */
export async function kubeconfigItems(bytes: Buffer): Promise<KubeconfigItems> {
	const items: KubeconfigItem[] = [];
	let section: Section | undefined;
	let indent: number | undefined;
	let currentContext: string | undefined;
	let open: { section: Section; start: number; lines: string[] } | undefined;
	let isPlain = true;
	let hasKey = false;
	const close = (end: number) => {
		if (open) {
			items.push({ ...open, end });
			open = undefined;
		}
	};
	let since = performance.now();
	for (let start = 0, count = 0, end = 0; start < bytes.length; start = end + 1) {
		end = bytes.indexOf(lineFeed, start);
		end = end === -1 ? bytes.length : end;
		const line = bytes.toString('utf8', start, Math.min(end, start + longestLine)).replace(/\r$/, '');
		if (++count % 512 === 0 && performance.now() - since > breathMs) {
			await setImmediate();
			since = performance.now();
		}
		const [, blank = '', dash] = /^( *)(- )?/.exec(line) ?? [];
		const isTop = blank === '' && dash === undefined && /^[\w"'{[&*!%.-]/.test(line) && line !== '-';
		if (isTop) {
			close(start);
			hasKey = true;
			const [, key, value = ''] = /^([\w-]+):(?:\s+(.*))?$/.exec(line) ?? [];
			section = sections.find(name => name === key);
			indent = undefined;
			// `clusters: []` and `clusters: null` are empty; any other value beside the key is in flow style.
			isPlain &&= (key !== undefined || line === '---') && (section === undefined || /^(\[\]|null|~)?\s*$/.test(value));
			currentContext = key === 'current-context' ? scalarOf(value) : currentContext;
			continue;
		}
		if (section === undefined) {
			// Before the first key there may be comments, and nothing else.
			isPlain &&= hasKey || /^\s*(#|$)/.test(line);
			continue;
		}
		if (dash !== undefined && blank.length === (indent ??= blank.length)) {
			close(start);
			open = { section, start, lines: [] };
		}
		if (end - start <= longestLine) {
			open?.lines.push(line);
		}
	}
	close(bytes.length);
	return { ...(currentContext !== undefined && { currentContext }), items, isPlain };
}

/** A scalar on one line, plain or quoted; `undefined` where only a YAML parser can tell. */
export function scalarOf(text: string): string | undefined {
	const trimmed = text.trim();
	const [, single, double] = /^(?:'([^']*)'|"([^"\\]*)")(?:\s+#.*)?$/.exec(trimmed) ?? [];
	if (single !== undefined || double !== undefined) {
		return single ?? double;
	}
	if (trimmed === '' || /^[[\]{}"'|>&*!%@`#?,]/.test(trimmed) || /:\s|:$/.test(trimmed)) {
		return undefined;
	}
	return trimmed.replace(/\s+#.*$/, '');
}
