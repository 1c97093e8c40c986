import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { replay } from '../../../src/app/replay.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { findingsOf } from '../../../src/core/diagnose.ts';
import { findingsIn, parseManifests } from '../../../src/ui/manifests.ts';
import type { Source } from '../../../src/ui/session.ts';

const source: Source = { key: 'sample', name: 'sample', kind: 'recording', skipVerify: false };

async function openSample() {
	const files = globSync('media/sample/*.yaml').map(path => ({
		path,
		uri: `file:///${path}`,
		text: readFileSync(path, 'utf8'),
	}));
	const manifests = await parseManifests(files);
	const recording = readFileSync('media/sample/recording.json', 'utf8');
	const run = replay(recording, { settings: defaultSettings, only: [] }, manifests.specs);
	return { files, run: await manifests.place(run, source) };
}

describe('The bundled sample', () => {
	it('shows problems, each on a line of its manifests', async () => {
		const { run } = await openSample();
		const findings = findingsOf(run.report);
		const ids = findings.map(({ check }) => check);
		for (const id of ['etcd/learner-not-promoted', 'etcd/quota-near-limit', 'etcd/database-fragmented']) {
			assert.ok(ids.includes(id), id);
		}
		assert.deepEqual(
			findings.filter(({ location }) => !location?.file.startsWith('media/sample/')),
			[],
		);
	});

	it('tells nothing of the machine on which it was made', () => {
		assert.doesNotMatch(readFileSync('media/sample/recording.json', 'utf8'), /"\/(home|root|tmp|work|Users)\b/);
	});
});

describe('Findings while a file is edited', () => {
	const id = 'etcd/quota-near-limit';

	it('stay with their flag', async () => {
		const { files, run } = await openSample();
		const before = findingsOf(run.report).find(({ check }) => check === id)?.location;
		const edited = files.map(file => ({ ...file, text: `# one\n# two\n${file.text}` }));
		const after = (await findingsIn(edited, run)).find(({ check }) => check === id)?.location;
		assert.deepEqual(after, before && { ...before, line: before.line + 2, endLine: before.endLine + 2 });
	});

	it('go when a comment suppresses them, and come back without it', async () => {
		const { files, run } = await openSample();
		const file = findingsOf(run.report).find(({ check }) => check === id)?.location?.file;
		const edited = files.map(each =>
			each.path === file ? { ...each, text: `# quorum-ignore-file: ${id}\n${each.text}` } : each,
		);
		assert.ok(!(await findingsIn(edited, run)).some(({ check }) => check === id));
		assert.ok((await findingsIn(files, run)).some(({ check }) => check === id));
	});

	it('are still told when their file is gone', async () => {
		const { run } = await openSample();
		const found = (await findingsIn([], run)).find(({ check }) => check === id);
		assert.ok(found);
		assert.equal(found.location, undefined);
	});
});
