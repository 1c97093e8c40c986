import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { DiagnosticSeverity, languages, Range, workspace, WorkspaceEdit, type Diagnostic } from 'vscode';
import { activate, codeOf, diagnose, diagnosticsOf, eventually, scene, workspaceUri } from './window.ts';

const check = 'etcd/quota-near-limit';
const flag = '--quota-backend-bytes=16777216';

async function edit(uri: Uri, range: Range, text: string): Promise<void> {
	const change = new WorkspaceEdit();
	change.replace(uri, range, text);
	assert.ok(await workspace.applyEdit(change));
}

describe('Problems, after a diagnosis', () => {
	const manifest = workspaceUri('manifests/etcd-m0.yaml');
	const only = (): Diagnostic | undefined => diagnosticsOf(manifest, check)[0];

	before(async () => {
		await activate();
		await diagnose('team');
	});

	it('hold the finding on the flag of the file that governs it', async () => {
		const diagnostic = await eventually('a diagnostic in the manifest', only);
		const document = await workspace.openTextDocument(manifest);
		assert.equal(diagnosticsOf(manifest, check).length, 1);
		assert.equal(document.getText(diagnostic.range), flag);
		assert.equal(diagnostic.range.start.line, document.getText().split('\n').indexOf(`    - ${flag}`));
		assert.equal(diagnostic.source, 'etcd');
		assert.match(diagnostic.message, /^team: m0 .*16 MiB.* \(\d\d?:\d\d:\d\d/);
	});

	it('say with it which check it is and who is meant', async () => {
		const diagnostic = await eventually('a diagnostic in the manifest', only);
		// Only a code with a link is an object.
		const { target } = diagnostic.code as { readonly target: Uri };
		assert.equal(target.authority, 'quorum-tools.quorum');
		assert.equal(target.path, `/check/${check}`);
		const [related] = diagnostic.relatedInformation ?? [];
		assert.ok(related);
		assert.ok(related.message.includes(`m0 (${scene.endpoints[0]})`), related.message);
		const status = await workspace.openTextDocument(related.location.uri);
		assert.match(status.getText(related.location.range), /name: "m0"/);
	});

	it('hold what no file governs on the generated status of the cluster', async () => {
		const found = languages.getDiagnostics().flatMap(([uri, all]) => all.map(diagnostic => ({ uri, diagnostic })));
		const silent = found.find(({ diagnostic }) => codeOf(diagnostic) === 'etcd/member-unreachable');
		assert.ok(silent, found.map(({ diagnostic }) => codeOf(diagnostic)).join(', '));
		const document = await workspace.openTextDocument(silent.uri);
		assert.ok(document.getText().includes(scene.endpoints[2] ?? 'no third endpoint'));
		assert.notEqual(document.lineAt(silent.diagnostic.range.start.line).text.trim(), '');
	});

	it('stay with the flag when lines are inserted above it', async () => {
		const before = (await eventually('a diagnostic in the manifest', only)).range.start.line;
		await edit(manifest, new Range(0, 0, 0, 0), '# one\n# two\n# three\n');
		const moved = await eventually('the diagnostic three lines below', () =>
			only()?.range.start.line === before + 3 ? only() : undefined,
		);
		assert.equal((await workspace.openTextDocument(manifest)).getText(moved.range), flag);
		await edit(manifest, new Range(0, 0, 3, 0), '');
		await eventually('the diagnostic where it was', () => only()?.range.start.line === before || undefined);
	});

	it('leave out what a comment in the file ignores, as long as it stands there', async () => {
		const { end } = (await eventually('a diagnostic in the manifest', only)).range;
		const comment = ` # quorum-ignore: ${check}`;
		await edit(manifest, new Range(end, end), comment);
		await eventually('no diagnostic of this check', () => only() === undefined || undefined);
		assert.equal(diagnosticsOf(workspaceUri('manifests/etcd-m1.yaml'), check).length, 1, 'the other member’s is gone');
		await edit(manifest, new Range(end, end.translate(0, comment.length)), '');
		await eventually('the diagnostic again', only);
	});

	it('follow the severities of the workspace, and are silent where a check is off', async () => {
		const settings = workspace.getConfiguration('quorum');
		try {
			await settings.update('severity', { [check]: 'info' });
			await diagnose('team');
			await eventually('a note', () => only()?.severity === DiagnosticSeverity.Information || undefined);
			await settings.update('severity', { [check]: 'off' });
			const report = await diagnose('team');
			await eventually('no diagnostic of this check', () => only() === undefined || undefined);
			assert.ok(!report.verdicts.some(each => each.check === check && each.verdict.kind === 'failed'));
			assert.ok(
				report.verdicts.some(each => each.verdict.kind === 'failed'),
				'nothing at all was found',
			);
		} finally {
			await settings.update('severity', undefined);
		}
		await diagnose('team');
		assert.equal((await eventually('the diagnostic again', only)).severity, DiagnosticSeverity.Warning);
	});
});
