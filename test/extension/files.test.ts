import assert from 'node:assert/strict';
import { commands, DiagnosticSeverity, languages, workspace, type CodeAction, type TextDocument } from 'vscode';

const broken = [
	'apiVersion: kubeadm.k8s.io/v1beta4',
	'kind: ClusterConfiguration',
	'kubernetesVersion: v1.36.2',
	'etcd:',
	'  local:',
	'    extraArgs:',
	'      quota-backend-bytes: "8589934592" # 8 GiB',
	'networking:',
	'  podsubnet: 10.244.0.0/16',
	'',
].join('\n');

async function until<T>(what: string, look: () => T | undefined): Promise<T> {
	for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
		const found = look();
		if (found !== undefined) {
			return found;
		}
		await new Promise(resolve => setTimeout(resolve, 20));
	}
	throw new Error(`Waited in vain for ${what}.`);
}

function ours(document: TextDocument) {
	return languages.getDiagnostics(document.uri).filter(({ source }) => source === 'etcd');
}

describe('A file that is being edited', () => {
	it('shows its problems on the words that are wrong, and none once all is fixed', async () => {
		const document = await workspace.openTextDocument({ language: 'yaml', content: broken });
		const shown = await until('problems', () => (ours(document).length === 2 ? ours(document) : undefined));
		assert.deepEqual(shown.map(({ range }) => document.getText(range)).sort(), ['extraArgs', 'podsubnet']);
		assert.ok(shown.every(({ severity }) => severity === DiagnosticSeverity.Error));

		const range = shown[0]?.range;
		const quick = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
		assert.ok(quick.some(({ title }) => title === 'Make a list of it' || title === 'Rename to "podSubnet"'));

		const whole = document.validateRange(shown[0]?.range ?? assert.fail());
		const [all] = await commands.executeCommand<CodeAction[]>(
			'vscode.executeCodeActionProvider',
			document.uri,
			whole,
			'source.fixAll.quorum',
		);
		assert.ok(all?.edit);
		await workspace.applyEdit(all.edit);
		assert.match(document.getText(), /- name: quota-backend-bytes\n {8}value: "8589934592" # 8 GiB/);
		await until('no problem', () => (ours(document).length === 0 ? true : undefined));
	});

	it('is known by its content, in units, variables and JSON, and others are left alone', async () => {
		const told = async (language: string, content: string) => {
			const document = await workspace.openTextDocument({ language, content });
			const [first] = await until(`problems in ${language}`, () =>
				ours(document).length > 0 ? ours(document) : undefined,
			);
			return first ? document.getText(first.range) : '';
		};
		const unit = '[Service]\nType=notify\nRestart=no\nExecStart=/usr/bin/etcd --name=a --data-dir=/d\n';
		assert.equal(await told('plaintext', unit), 'no');
		assert.equal(await told('dotenv', 'ETCD_NAME="a\nETCD_DATA_DIR=/d\n'), '"a');
		const hosts =
			'[{"name": "a", "host": "10.0.0.1", "username": "root", "privateKey": "/k", "backedup_manifest": "/m"}]\n';
		assert.equal(await told('json', hosts), '"privateKey"');
		const others = await Promise.all(
			[
				'# etcd: a [Service] of many\n',
				'{"etcd": ["quota-backend-bytes", }\n',
				unit.replaceAll('etcd', 'nginx # etcd'),
			].map((content, index) =>
				workspace.openTextDocument({ language: ['plaintext', 'json', 'ini'][index] ?? '', content }),
			),
		);
		// Whatever was opened before them has been judged by then.
		assert.equal(await told('plaintext', `${unit}# again\n`), 'no');
		assert.deepEqual(others.flatMap(ours), []);
	});
});
