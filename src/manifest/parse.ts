import { messageOf } from '../core/errors.ts';
import { nothingRead, type Reading } from './document.ts';
import { isEnvironment, readEnvironment } from './kinds/environment-file.ts';
import { isUnit, readUnit } from './kinds/systemd-unit.ts';
import { unreasonable } from './limits.ts';
import type { FileProblem, SourceFile } from './source.ts';
import { isTemplate } from './template.ts';
import { readYaml } from './yaml-file.ts';

export interface ParsedFile extends Reading {
	readonly source: SourceFile;
}

/** The files of a workspace, understood. To be asked by the functions of this folder. */
export interface ManifestSet {
	readonly files: readonly ParsedFile[];
}

/** What a file must speak of to be worth the parsing. The folders we are given are full of other YAML. */
const isRelevant = (text: string): boolean =>
	/etcd|kube-(?:apiserver|controller-manager|scheduler)|(?:kubeadm|kubelet\.config|kubeproxy\.config|apiserver\.config|kind\.x-k8s|cluster\.x-k8s)\.(?:k8s\.)?io\/|kind: (?:Init|Cluster|Join|Reset|Upgrade)Configuration|EncryptionConfig|kind: (?:PodDisruptionBudget|(?:Validating|Mutating)WebhookConfiguration)|quorum-ignore|listen-(?:client|peer)-urls|initial-cluster|quota-backend-bytes|write-kubeconfig|kubelet-arg|cluster-(?:init|reset)|datastore-endpoint|hostUsers|resourceClaims|backedup_?manifest|private_?key|podFailurePolicy|(?:nvidia|amd|intel|google)\.com\//i.test(
		text,
	);

/** How a file is written, by content; the last takes all the rest. */
const formats: readonly { readonly fits: (text: string) => boolean; readonly read: (file: SourceFile) => Reading }[] = [
	{ fits: isUnit, read: readUnit },
	{ fits: isEnvironment, read: readEnvironment },
	{ fits: () => true, read: readYaml },
];

export function parseFiles(files: readonly SourceFile[]): ManifestSet {
	return manifestSetOf(files.map(parseFile));
}

export function manifestSetOf(files: readonly ParsedFile[]): ManifestSet {
	return { files };
}

/** Never throws. The result depends on the file alone, so that it may be kept until the text changes. */
export function parseFile(source: SourceFile): ParsedFile {
	if (!isRelevant(source.text)) {
		return { source, ...nothingRead };
	}
	if (isTemplate(source.text)) {
		return { source, ...nothingRead, problems: [{ path: source.path, kind: 'template' }] };
	}
	const reason = unreasonable(source.text);
	if (reason !== undefined) {
		return { source, ...nothingRead, problems: [{ path: source.path, kind: 'unreadable', reason }] };
	}
	try {
		const format = formats.find(each => each.fits(source.text));
		return { source, ...(format?.read(source) ?? nothingRead) };
	} catch (error) {
		// The YAML library has bugs of its own: one file that it chokes on must not take the others away.
		return { source, ...nothingRead, problems: [{ path: source.path, kind: 'unreadable', reason: messageOf(error) }] };
	}
}

/** What could not be read or not be understood, of all files. */
export function problemsOf(set: ManifestSet): FileProblem[] {
	return set.files.flatMap(file => file.problems);
}
