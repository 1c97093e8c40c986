import type { ConfigDocument } from '../core/facts.ts';
import type { Description } from './description.ts';
import type { ManifestSet } from './parse.ts';
import { configNodeOf } from './config-node.ts';
import type { YamlValue } from './yaml-value.ts';

/** The fact `documents`: what is written in all files that configure a control plane. */
export function configDocumentsOf(set: ManifestSet): ConfigDocument[] {
	return set.files.flatMap(file => file.configs);
}

const groups: Readonly<Record<string, string>> = {
	'kubeadm.k8s.io': 'kubeadm',
	'kubelet.config.k8s.io': 'kubelet',
	'kubeproxy.config.k8s.io': 'kubeproxy',
};

/** A document of a kind that we judge; of the others only what they are, since a program may stumble over that. */
export function configDocumentOf(
	id: string,
	root: YamlValue,
	bundle: string,
	descriptions: readonly Description[],
	errors: readonly string[],
): ConfigDocument {
	const apiVersion = root.get('apiVersion')?.text() ?? '';
	const kind = kindOf(apiVersion, root.get('kind')?.text() ?? '', descriptions);
	const isJudged = !kind.startsWith('other/') || apiVersion === '';
	return {
		id,
		kind,
		apiVersion,
		bundle,
		root: isJudged ? configNodeOf(root.source, root.node) : { kind: 'map', entries: [] },
		errors,
	};
}

function kindOf(apiVersion: string, kind: string, descriptions: readonly Description[]): string {
	const group = groups[apiVersion.split('/')[0] ?? ''];
	if (group !== undefined && apiVersion.includes('/')) {
		return `${group}/${kind}`;
	}
	const origin = descriptions[0]?.origin;
	return origin === 'static-pod' || origin === 'etcd-config' ? origin : `other/${kind}`;
}

/**
 * Where a file has comments alone between two separators: kubeadm splits by the separators and stops at such a piece.
 * Offsets of each first comment.
 */
export function commentPieces(text: string): number[] {
	const pieces: number[] = [];
	let from = 0;
	for (const separator of [...text.matchAll(/^---[ \t]*(?=\r?$)/gm), undefined]) {
		const piece = text.slice(from, separator?.index);
		const comment = /^[ \t]*#/m.exec(piece);
		if (comment && !/^[ \t]*[^#\s\uFEFF]/m.test(piece)) {
			pieces.push(from + comment.index + comment[0].length - 1);
		}
		from = separator ? separator.index + separator[0].length : text.length;
	}
	return pieces;
}
