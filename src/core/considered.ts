const extensions = new Set(['yaml', 'yml', 'json', 'conf', 'env', 'service']);

/** Folders of others' files. */
export const foldersToSkip: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Whether a file of a folder is looked at, by its name: what it is, its content says. */
export function isConsidered(path: string): boolean {
	return hasExtension(path) || isForKubelet(path);
}

/** Of files with other names only pods are of interest: a folder of that name may hold anything. */
export function isOfInterest(path: string, text: string): boolean {
	return hasExtension(path) || /^(?:kind:\s*Pod\s*$|\s*"kind":\s*"Pod")/m.test(text);
}

function hasExtension(path: string): boolean {
	return extensions.has(/\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '');
}

/** The kubelet starts whatever lies in its folder of manifests, whatever it is called, and passes over hidden files. */
function isForKubelet(path: string): boolean {
	const [folder, name = ''] = path.split(/[/\\]/).slice(-2);
	return folder === 'manifests' && name !== '' && !name.startsWith('.');
}
