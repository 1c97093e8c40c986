import { fieldAt, scalarOf, type Site } from '../core/config-tree.ts';

/** The volume mount that a path inside a container lies in. */
export function mountOf(path: string, mounts: readonly Site[]): Site | undefined {
	return mounts.find(mount => {
		const at = fieldAt(mount, 'mountPath');
		const folder = scalarOf(at)?.text.replace(/\/+$/, '');
		// A gap may be any folder.
		return (at && folder === undefined) || (folder !== undefined && (path === folder || path.startsWith(`${folder}/`)));
	});
}
