import type { Fix } from '../core/fix.ts';
import type { Setting } from './command.ts';

/** Takes a setting out, where it stands alone and in YAML. */
export function removeSetting(title: string, { whole, isApart, isInScript }: Setting): Fix | undefined {
	if (isApart || isInScript || /^etcd-(?:unit|environment)$/.test(whole.document.kind)) {
		return undefined;
	}
	const own = whole.occurrence === undefined ? {} : { occurrence: whole.occurrence };
	return { title, edits: [{ document: whole.document.id, kind: 'delete', path: whole.path, ...own }] };
}
