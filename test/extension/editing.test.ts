import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import {
	commands,
	MarkdownString,
	Range,
	Uri,
	workspace,
	type CodeLens,
	type CompletionList,
	type DocumentLink,
	type Hover,
	type InlayHint,
	type TextDocument,
} from 'vscode';
import { makePki } from '../support/pki.ts';
import { activate, scene, workspaceUri } from './window.ts';

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

	it('leads to certificates that are there, and says until when they are valid', async () => {
		const folder = workspaceUri('node/etc/kubernetes/pki/etcd');
		mkdirSync(folder.fsPath, { recursive: true });
		const pki = await makePki(folder.fsPath);
		await pki.issue('named', { dnsNames: ['cp-1'], notAfter: new Date('2099-01-31T12:00:00Z') });
		const uri = workspaceUri('node/etc/kubernetes/manifests/etcd.yaml');
		const pod = ['apiVersion: v1', 'kind: Pod', 'spec:', '  containers:', '  - command:', '    - etcd'];
		const flags = ['--cert-file=/etc/kubernetes/pki/etcd/named.crt', '--key-file=/etc/kubernetes/pki/etcd/absent.key'];
		const content = [...pod, ...flags.map(flag => `    - ${flag}`), ''].join('\n');
		await workspace.fs.writeFile(uri, new TextEncoder().encode(content));
		const manifest = await workspace.openTextDocument(uri);
		const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', uri, 10);
		assert.deepEqual(
			links.map(({ range, target }) => [manifest.getText(range), target?.path]),
			[['/etc/kubernetes/pki/etcd/named.crt', Uri.joinPath(folder, 'named.crt').path]],
		);
		const hints = await commands.executeCommand<InlayHint[]>(
			'vscode.executeInlayHintProvider',
			uri,
			new Range(0, 0, manifest.lineCount, 0),
		);
		assert.match(hints.map(({ label }) => label).join(), /^valid until 2099-01-31 \(\d+ d\): cp-1, /);
	});

	it('offers to diagnose the cluster of a file to which a connection leads', async () => {
		const lensesOf = async (endpoint: string) => {
			const pod = ['apiVersion: v1', 'kind: Pod', 'spec:', '  containers:', '  - command:', '    - etcd'];
			const content = [...pod, '    - --name=x', `    - --listen-client-urls=${endpoint}`, ''].join('\n');
			const manifest = await workspace.openTextDocument({ language: 'yaml', content });
			return commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', manifest.uri, 10);
		};
		const titles = (await lensesOf(scene.endpoints[0] ?? '')).map(({ command }) => command?.title);
		assert.deepEqual(titles.sort(), ['Diagnose this cluster (own)', 'Diagnose this cluster (team)']);
		assert.deepEqual(await lensesOf('http://127.0.0.1:1'), []);
	});
});
