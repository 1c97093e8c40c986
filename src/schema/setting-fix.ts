import type { Fix } from '../core/fix.ts';
import type { Setting } from './command.ts';
import { variableOf } from './etcd-process.ts';

/** Takes a setting out, where it stands alone. */
export function removeSetting(title: string, { whole, isApart, isInScript }: Setting): Fix | undefined {
	if (isApart || isInScript) {
		return undefined;
	}
	const own = whole.occurrence === undefined ? {} : { occurrence: whole.occurrence };
	return { title, edits: [{ document: whole.document.id, kind: 'delete', path: whole.path, ...own }] };
}

/** Writes another setting beside one, in its form, where that stands alone. */
export function addSetting(title: string, beside: Setting, flag: string, value: string): Fix | undefined {
	const { whole, written, namePart } = beside;
	const document = whole.document.id;
	// In a section of its own a flag may be a key without its prefix.
	const prefix = beside.flag.slice(0, beside.flag.length - written.length);
	if (beside.isVariable) {
		return namePart === 'key'
			? { title, edits: [{ document, kind: 'insert', path: whole.path.slice(0, -1), key: variableOf(flag), value }] }
			: {
					title,
					edits: [{ document, kind: 'insertItem', path: whole.path, value: { name: variableOf(flag), value } }],
				};
	}
	if (beside.isWord) {
		const word = `${/^-*/.exec(written)?.[0] ?? ''}${flag}=${value}`;
		return beside.isApart || beside.isInScript
			? undefined
			: { title, edits: [{ document, kind: 'insertItem', path: whole.path, value: word }] };
	}
	return namePart === 'value'
		? { title, edits: [{ document, kind: 'insertItem', path: whole.path, value: { name: flag, value } }] }
		: flag.startsWith(prefix)
			? {
					title,
					edits: [{ document, kind: 'insert', path: whole.path.slice(0, -1), key: flag.slice(prefix.length), value }],
				}
			: undefined;
}
