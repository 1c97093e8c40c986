import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { addCounts } from '../support/counts.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { startScene } from './extension-scene.ts';
import { runHostSuite, type HostTest } from './host-suite.ts';
import { sceneVariable } from './scene.ts';

/** Runs the tests of test/extension in the extension host, in a workspace and beside a cluster made for them. */
const workspace = join(makeTempDir('workspace'), 'workspace');
mkdirSync(workspace);

/** Else VS Code starts processes of its own whenever it likes, among those that the tests watch for. */
const still = { 'git.enabled': false };

async function runInScene(): Promise<HostTest[]> {
	const { scene, close } = await startScene(workspace);
	try {
		const env = { [sceneVariable]: JSON.stringify(scene), XDG_CONFIG_HOME: scene.configHome };
		return await runHostSuite({ folder: join(root, 'test', 'extension'), workspace, env, settings: still });
	} finally {
		await close();
	}
}

const marks = { passed: '✔', failed: '✘', skipped: '-' };
const tests = await runInScene();
for (const test of tests) {
	console.log(`  ${marks[test.state]} ${test.title} (${test.ms} ms)`);
	if (test.error !== undefined) console.log(test.error.replace(/^/gm, '      '));
}
const count = (state: keyof typeof marks): number => tests.filter(test => test.state === state).length;
const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
addCounts(counts);
process.exitCode = counts.failed > 0 ? 1 : 0;
