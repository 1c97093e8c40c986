import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, TabInputWebview, Uri, window, workspace } from 'vscode';
import type { Report } from '../../src/core/diagnose.ts';
import type { Session } from '../../src/ui/session.ts';
import { activate, diagnose, eventually, scene, workspaceUri } from './window.ts';

const failed = (report: Report): string[] =>
	report.verdicts.filter(({ verdict }) => verdict.kind === 'failed').map(({ check }) => check);

async function exported(format: string): Promise<string> {
	const target = Uri.file(join(scene.configHome, `report.${format}`));
	await commands.executeCommand('quorum.exportReport', 'team', format, target);
	return readFileSync(target.fsPath, 'utf8');
}

describe('A diagnosis in the window', () => {
	let session: Session;

	before(async () => {
		({ session } = await activate());
	});

	it('leaves its report in the session: who answered, who did not, and what is wrong', async () => {
		const report = await diagnose('team');
		assert.equal(session.all().find(({ source }) => source.name === 'team')?.report.takenAt, report.takenAt);
		const silent = report.members.filter(({ reachable }) => !reachable);
		assert.deepEqual(
			silent.map(({ endpoint }) => endpoint),
			scene.endpoints.slice(2),
		);
		for (const id of ['etcd/member-unreachable', 'etcd/quorum-at-risk', 'etcd/quota-near-limit']) {
			assert.ok(failed(report).includes(id), `${id} is not among ${failed(report).join(', ')}`);
		}
	});

	it('is joined by a second one that is asked for meanwhile', async () => {
		const { key } = session.all().find(({ source }) => source.name === 'team')?.source ?? { key: '' };
		const before = session.latest(key);
		await Promise.all([diagnose('team'), diagnose('team')]);
		assert.notEqual(session.latest(key), before);
		assert.equal(session.previous(key), before, 'there were two runs');
	});

	it('finds a connection of the user beside those of the workspace', async () => {
		const report = await diagnose('own');
		assert.ok(failed(report).includes('etcd/member-unreachable'));
		const { source } = session.all().find(run => run.source.name === 'own') ?? {};
		assert.equal(source?.key, 'user:own');
		await commands.executeCommand('quorum.removeReport', source.key);
		assert.ok(!session.all().some(run => run.source.name === 'own'));
	});

	it('shows its report as a rendered Markdown page', async () => {
		const uri = await commands.executeCommand<Uri>('quorum.showReport', 'team');
		const document = await workspace.openTextDocument(uri);
		assert.equal(document.languageId, 'markdown');
		for (const text of ['etcd/quota-near-limit', 'm0', 'manifests/etcd-m0.yaml']) {
			assert.ok(document.getText().includes(text), `${text} is not in the report`);
		}
		await eventually('the page', () =>
			window.tabGroups.all
				.flatMap(({ tabs }) => tabs)
				.find(({ input, label }) => input instanceof TabInputWebview && label.includes('team')),
		);
	});

	it('compares itself with the one before', async () => {
		const settings = workspace.getConfiguration('quorum');
		await settings.update('severity', { 'etcd/quota-near-limit': 'off' });
		await diagnose('team');
		await settings.update('severity', undefined);
		await diagnose('team');
		const uri = await commands.executeCommand<Uri>('quorum.compareReports', 'team');
		const text = (await workspace.openTextDocument(uri)).getText();
		const [, appeared] = /## New\n([^#]*)/.exec(text) ?? [];
		assert.match(appeared ?? text, /m0 .*`etcd\/quota-near-limit`/);
	});

	it('exports JSON with the place in the file', async () => {
		// The form is held against its published schema elsewhere.
		const report = JSON.parse(await exported('json')) as {
			readonly schemaVersion: number;
			readonly verdicts: readonly {
				readonly check: string;
				readonly findings?: readonly { readonly location?: { readonly file: string; readonly line: number } }[];
			}[];
		};
		assert.equal(report.schemaVersion, 1);
		const findings = report.verdicts.find(({ check }) => check === 'etcd/quota-near-limit')?.findings ?? [];
		const text = (await workspace.openTextDocument(workspaceUri('manifests/etcd-m0.yaml'))).getText();
		const line = text.split('\n').findIndex(each => each.includes('--quota-backend-bytes')) + 1;
		const places = findings.map(({ location }) => `${location?.file}:${location?.line}`);
		assert.deepEqual(places.sort(), [`manifests/etcd-m0.yaml:${line}`, `manifests/etcd-m1.yaml:${line}`]);
	});

	it('exports SARIF and the form of etcd-diagnosis', async () => {
		const sarif = JSON.parse(await exported('sarif')) as {
			readonly version: string;
			readonly runs: readonly [{ readonly results: readonly { readonly ruleId: string }[] }];
		};
		assert.equal(sarif.version, '2.1.0');
		assert.ok(sarif.runs[0].results.some(({ ruleId }) => ruleId === 'etcd/quota-near-limit'));
		assert.ok((await exported('etcd-diagnosis')).includes(scene.endpoints[0] ?? 'no endpoint'));
	});

	it('is recorded, and the recording is judged alike', async () => {
		const target = Uri.file(join(scene.configHome, 'recording.json'));
		const report = await diagnose('team');
		await commands.executeCommand('quorum.recordRun', 'team', target, false);
		const replayed = await commands.executeCommand<Report>('quorum.replayRecording', target);
		assert.deepEqual(failed(replayed), failed(report));
	});
});

describe('Without any cluster', () => {
	it('the sample shows findings, some of them on lines of its manifests', async () => {
		const report = await commands.executeCommand<Report>('quorum.openSample');
		assert.ok(failed(report).includes('etcd/learner-not-promoted'), failed(report).join(', '));
		const places = report.verdicts.flatMap(({ verdict }) =>
			verdict.kind === 'failed' ? verdict.findings.flatMap(({ location }) => location?.file ?? []) : [],
		);
		assert.ok(places.some(file => file.endsWith('.yaml')));
		await commands.executeCommand('quorum.removeReport', 'recording:sample');
	});

	it('a recording of the workspace is judged with the checks of today', async () => {
		const report = await commands.executeCommand<Report>('quorum.replayRecording', workspaceUri('recording.json'));
		assert.ok(failed(report).includes('etcd/member-unreachable'), failed(report).join(', '));
	});
});

describe('A connection with a secret in the settings', () => {
	it('is refused, and nobody is asked', async () => {
		const settings = workspace.getConfiguration('quorum');
		const before = settings.inspect('connections')?.workspaceValue;
		const leaky = { name: 'leaky', endpoints: scene.endpoints, user: 'root', password: 'in-a-file' };
		await settings.update('connections', [leaky]);
		try {
			assert.equal(await commands.executeCommand('quorum.diagnoseEtcd', 'leaky'), undefined);
			const { session } = await activate();
			assert.ok(!session.all().some(({ source }) => source.name === 'leaky'));
		} finally {
			await settings.update('connections', before);
		}
		await diagnose('team');
	});
});
