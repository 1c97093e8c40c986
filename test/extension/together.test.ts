import assert from 'node:assert/strict';
import { window, workspace, WorkspaceEdit, type Range, type Uri } from 'vscode';
import { makePki } from '../support/pki.ts';
import { activate, diagnosticsOf, eventually, workspaceUri } from './window.ts';

const disagree = 'config/etcd-members-disagree';
const copied = 'config/static-pod-copied';

function pod(name: string, other: string, ...flags: readonly string[]): string {
	return [
		'apiVersion: v1',
		'kind: Pod',
		'metadata: { name: etcd, namespace: kube-system }',
		'spec:',
		'  containers:',
		'    - name: etcd',
		'      command:',
		'        - etcd',
		`        - --name=${name}`,
		`        - --initial-cluster=cp-1=https://10.0.0.1:2380,cp-2=https://${other}:2380`,
		...flags.map(flag => `        - ${flag}`),
		'',
	].join('\n');
}

async function write(uri: Uri, text: string): Promise<void> {
	await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

describe('Files of the workspace beside the one that is edited', () => {
	const folder = workspaceUri('together');
	const own = workspaceUri('together/cp-1/etc/kubernetes/manifests/etcd.yaml');
	const other = workspaceUri('together/cp-2/etc/kubernetes/manifests/etcd.yaml');
	const backup = workspaceUri('together/cp-1/etc/kubernetes/manifests/etcd.yaml.bak');
	const lineOf = (uri: Uri, check: string) => diagnosticsOf(uri, check)[0]?.range.start.line;

	async function edit(range: Range, text: string): Promise<void> {
		const change = new WorkspaceEdit();
		change.replace(own, range, text);
		assert.ok(await workspace.applyEdit(change));
	}

	before(async () => {
		await activate();
		await write(own, pod('cp-1', '10.0.0.2'));
		await write(other, pod('cp-2', '10.0.0.22'));
		// Without an editor VS Code may close it whenever it likes.
		await window.showTextDocument(own);
	});

	after(() => workspace.fs.delete(folder, { recursive: true }));

	it('are held against it: members that disagree are told of on the lines of both', async () => {
		await eventually(
			'problems of both',
			() => (lineOf(own, disagree) === 9 && lineOf(other, disagree) === 9) || undefined,
		);
		assert.equal(diagnosticsOf(own, disagree).length, 1);
	});

	it('are told of on the right line after every edit, and no more once they agree', async () => {
		const document = await workspace.openTextDocument(own);
		await edit(document.lineAt(0).range.with({ end: document.positionAt(0) }), '# one\n# two\n');
		await eventually('the problem two lines below', () => lineOf(own, disagree) === 11 || undefined);
		await edit(
			document.lineAt(11).range,
			'        - --initial-cluster=cp-1=https://10.0.0.1:2380,cp-2=https://10.0.0.22:2380',
		);
		const areGone = () => [own, other].every(uri => diagnosticsOf(uri, disagree).length === 0) || undefined;
		await eventually('no problem, before the file is saved', areGone);
	});

	it('are looked at again when one appears or goes', async () => {
		await write(backup, pod('cp-1', '10.0.0.2'));
		await eventually(
			'a copy, told of in both',
			() => (lineOf(own, copied) === 4 && lineOf(backup, copied) === 2) || undefined,
		);
		await workspace.fs.delete(backup);
		const areGone = () => [own, backup].every(uri => diagnosticsOf(uri, copied).length === 0) || undefined;
		await eventually('no problem', areGone);
	});

	it('may be certificates that do not fit', async () => {
		const pki = await makePki(workspaceUri('together/cp-1/etc/kubernetes/pki/etcd').fsPath);
		await pki.issue('server', { dnsNames: ['elsewhere'], notAfter: new Date('2020-01-31T12:00:00Z') });
		const document = await workspace.openTextDocument(own);
		const end = document.positionAt(document.getText().length);
		const flags = ['--advertise-client-urls=https://10.0.0.1:2379', '--cert-file=/etc/kubernetes/pki/etcd/server.crt'];
		await edit(
			document.validateRange(document.lineAt(end.line).range),
			flags.map(flag => `        - ${flag}\n`).join(''),
		);
		const found = await eventually(
			'the problem of the certificate',
			() => diagnosticsOf(own, 'config/certificate-file-expired')[0],
		);
		assert.match(document.getText(found.range), /server\.crt/);
		assert.ok(diagnosticsOf(own, 'config/certificate-file-names').length === 1);
	});
});
