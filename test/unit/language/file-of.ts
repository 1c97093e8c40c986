import assert from 'node:assert/strict';
import { parseFile, type ParsedFile } from '../../../src/manifest/index.ts';

/** A text with one mark `|` where the cursor stands. */
export function marked(text: string): { readonly file: ParsedFile; readonly text: string; readonly offset: number } {
	const offset = text.indexOf('|');
	assert.ok(offset >= 0, 'the text has no mark');
	const plain = text.slice(0, offset) + text.slice(offset + 1);
	return { file: fileOf(plain), text: plain, offset };
}

export function fileOf(text: string): ParsedFile {
	return parseFile({ path: 'f.yaml', text });
}

/** A ClusterConfiguration of kubeadm with these lines. */
export function cluster(version: string, ...lines: readonly string[]): string {
	return [`apiVersion: kubeadm.k8s.io/${version}`, 'kind: ClusterConfiguration', ...lines, ''].join('\n');
}
