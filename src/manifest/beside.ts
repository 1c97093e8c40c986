/**
 * Where a path of a node may lie beside a file that is a copy of one of that node: at the same place below a folder above it
 * (`cp-1/etc/kubernetes/pki` for `cp-1/etc/kubernetes/manifests`), from a folder on that both have, or from `/etc/kubernetes`
 * on where only what is in that was copied.
 */
export function candidatesFor(path: string, folders: readonly string[]): string[] {
	const steps = path.split(/[/\\]/).filter(step => step !== '' && step !== '.');
	if (steps.includes('..')) {
		return [];
	}
	const inKubernetes = /^\/etc\/kubernetes\/./.test(path) ? [steps.slice(2)] : [];
	return folders.flatMap(folder => {
		const common = steps.lastIndexOf(folder.split(/[/\\]/).at(-1) ?? '');
		const fromCommon = common >= 0 && common < steps.length - 1 ? [steps.slice(common + 1)] : [];
		return [steps, ...fromCommon, ...inKubernetes].map(each => [folder, ...each].join('/'));
	});
}
