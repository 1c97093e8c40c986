import type { Part, Reading, Share } from '../core/database-screen.ts';
import { formatBytes } from '../core/bytes.ts';
import { t } from '../core/words.ts';
import { el, table } from './element.ts';

/** What takes the space, as pictures and as tables: of the file, of resources, of namespaces. */
export function sizesOf(reading: Reading): HTMLElement[] {
	const { resources, namespaces, moreResources, moreNamespaces } = reading;
	return [
		fileSizes(reading),
		sharesOf(t('Resources'), resources, moreResources),
		...(namespaces.length > 0 ? [sharesOf(t('Namespaces'), namespaces, moreNamespaces)] : []),
	];
}

function partName(kind: Part['kind']): string {
	switch (kind) {
		case 'live':
			return t('live: keys as they are now');
		case 'history':
			return t('history: older changes and deletions');
		case 'free':
			return t('free pages');
		case 'other':
			return t('what pages need beside keys');
		case 'unread':
			return t('not read');
	}
}

function fileSizes({ parts }: Reading): HTMLElement {
	const whole = parts.reduce((sum, { bytes }) => sum + bytes, 0);
	const percent = (bytes: number) => percentOf(bytes, whole);
	const words = parts.map(({ kind, bytes }) => `${partName(kind)} ${percent(bytes)}`).join(', ');
	const bar = el('div', { class: 'bar file', role: 'img', 'aria-label': words });
	bar.append(...parts.map(part => segment(part.kind, part.bytes / Math.max(1, whole))));
	const rows = parts.map(({ kind, bytes }) => [partName(kind), formatBytes(bytes), percent(bytes)] as const);
	const numbers = table(t('The file'), [t('what'), t('bytes'), t('share')], rows);
	numbers.querySelectorAll('tbody th').forEach((head, index) => {
		head.prepend(el('span', { class: `swatch ${parts[index]?.kind ?? ''}`, 'aria-hidden': 'true' }));
	});
	return el('div', { class: 'file-sizes' }, bar, numbers);
}

/** What is there is never nothing. */
function percentOf(bytes: number, whole: number): string {
	const percent = whole === 0 ? 0 : Math.round((bytes / whole) * 100);
	return percent === 0 && bytes > 0 ? '< 1 %' : `${percent} %`;
}

/** Each row has its picture: how long it is against the longest, and how much of it is live. */
function sharesOf(caption: string, shares: readonly Share[], more: number): HTMLElement {
	const longest = Math.max(1, ...shares.map(({ liveBytes, historyBytes }) => liveBytes + historyBytes));
	const rows = shares.map(
		({ name, keys, revisions, liveBytes, historyBytes }) =>
			[
				name,
				picture(liveBytes / longest, historyBytes / longest),
				String(keys),
				String(revisions),
				formatBytes(liveBytes),
				formatBytes(historyBytes),
			] as const,
	);
	const heads = [t('name'), t('size'), t('keys'), t('changes'), t('live'), t('history')];
	const rest = more > 0 ? [el('p', {}, t('{0} smaller ones are not listed.', more))] : [];
	// It scrolls, so it must take the keys.
	const attributes = { class: 'share-block', role: 'region', 'aria-label': caption, tabindex: 0 };
	return el('div', attributes, table(caption, heads, rows), ...rest);
}

function picture(live: number, history: number): HTMLElement {
	return el('div', { class: 'bar', 'aria-hidden': 'true' }, segment('live', live), segment('history', history));
}

function segment(kind: Part['kind'], share: number): HTMLElement {
	const part = el('span', { class: `segment ${kind}`, title: partName(kind) });
	// By script, because the page allows no style in its text.
	part.style.width = `${share * 100}%`;
	return part;
}
