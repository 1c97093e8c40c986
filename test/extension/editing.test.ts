import assert from 'node:assert/strict';
import {
	commands,
	MarkdownString,
	Range,
	workspace,
	type CompletionList,
	type Hover,
	type InlayHint,
	type TextDocument,
} from 'vscode';
import { activate } from './window.ts';

const text = [
	'apiVersion: kubeadm.k8s.io/v1beta4',
	'kind: ClusterConfiguration',
	'kubernetesVersion: v1.36.2',
	'etcd:',
	'  local:',
	'    extraArgs:',
	'      - name: quota-backend-bytes',
	'        value: "8589934592"',
	'networking:',
	'  podSubnet: 10.244.0.0/16',
	'',
].join('\n');

function at(document: TextDocument, word: string) {
	return document.positionAt(document.getText().indexOf(word) + 2);
}

async function hovered(document: TextDocument, word: string): Promise<string> {
	const hovers = await commands.executeCommand<Hover[]>(
		'vscode.executeHoverProvider',
		document.uri,
		at(document, word),
	);
	return hovers
		.flatMap(({ contents }) => contents)
		.map(content => (content instanceof MarkdownString ? content.value : ''))
		.join('\n');
}

describe('The editor, in a file of kubeadm', () => {
	let document: TextDocument;

	before(async () => {
		await activate();
		document = await workspace.openTextDocument({ language: 'yaml', content: text });
	});

	it('tells what fields and flags mean', async () => {
		assert.match(await hovered(document, 'podSubnet'), /The addresses of pods/);
		assert.match(await hovered(document, '8589934592'), /is 8 GiB/);
	});

	it('completes fields, flags and values', async () => {
		const offered = async (content: string) => {
			const typed = await workspace.openTextDocument({ language: 'yaml', content });
			const end = typed.positionAt(content.length);
			const list = await commands.executeCommand<CompletionList>(
				'vscode.executeCompletionItemProvider',
				typed.uri,
				end,
			);
			return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
		};
		assert.ok((await offered(`${text}  serv`)).includes('serviceSubnet'));
		assert.ok((await offered(`${text}encryptionAlgorithm: `)).includes('ECDSA-P256'));
		const pod = ['apiVersion: v1', 'kind: Pod', 'spec:', '  containers:', '  - command:', '    - etcd', '    - --quo'];
		assert.ok((await offered(pod.join('\n'))).includes('--quota-backend-bytes'));
	});

	it('says behind numbers what they are', async () => {
		const hints = await commands.executeCommand<InlayHint[]>(
			'vscode.executeInlayHintProvider',
			document.uri,
			new Range(0, 0, document.lineCount, 0),
		);
		assert.deepEqual(
			hints.map(({ label }) => label),
			['8 GiB'],
		);
	});
});
