import type { Anchor } from '../../../src/core/finding.ts';
import { locate, locationOf, parseFiles, type ManifestSet, type SourceFile } from '../../../src/manifest/index.ts';

/** A static pod as kubeadm writes it, with these flags. */
export function etcdPod(...flags: readonly string[]): string {
	return [
		'apiVersion: v1',
		'kind: Pod',
		'metadata: {name: etcd, labels: {component: etcd}}',
		'spec:',
		'  containers:',
		'  - name: etcd',
		'    image: registry.k8s.io/etcd:3.6.8-0',
		'    command:',
		'    - etcd',
		...flags.map(flag => `    - ${flag}`),
		'',
	].join('\n');
}

export function setOf(files: Readonly<Record<string, string>>): ManifestSet {
	return parseFiles(Object.entries(files).map(([path, text]): SourceFile => ({ path, text })));
}

export function flag(flags: string | readonly string[], member?: string): Anchor {
	const names = typeof flags === 'string' ? [flags] : flags;
	return { kind: 'flag', component: 'etcd', flags: names, ...(member !== undefined && { member }) };
}

/** `file:line:column-endColumn text`, with `?` behind it where the flag is absent. */
export function found(anchor: Anchor, files: Readonly<Record<string, string>>): string {
	const set = setOf(files);
	const place = locate(anchor, set);
	if (place === undefined) {
		return 'nowhere';
	}
	const { line, column, endLine, endColumn } = locationOf(place, set);
	const end = endLine === line ? `${endColumn}` : `${endLine}:${endColumn}`;
	const text = files[place.path]?.slice(place.start, place.end) ?? '';
	return `${place.path}:${line}:${column}-${end} ${text}${place.isExact ? '' : '?'}`;
}
