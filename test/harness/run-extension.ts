import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';
import { addCounts } from '../support/counts.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { runHostSuite } from './host-suite.ts';

/**
 * Runs the tests of test/extension in the extension host. They open a copy of test/extension/workspace, so that they may
 * write to it; a suite without that folder opens an empty one.
 */
const folder = join(root, 'test', 'extension');
const sample = join(folder, 'workspace');
const workspace = join(makeTempDir('workspace'), 'workspace');
mkdirSync(workspace);
if (existsSync(sample)) cpSync(sample, workspace, { recursive: true });

const marks = { passed: '✔', failed: '✘', skipped: '-' };
const tests = await runHostSuite({ folder, workspace });
for (const test of tests) {
	console.log(`  ${marks[test.state]} ${test.title} (${test.ms} ms)`);
	if (test.error !== undefined) console.log(test.error.replace(/^/gm, '      '));
}
const count = (state: keyof typeof marks): number => tests.filter(test => test.state === state).length;
const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
addCounts(counts);
process.exitCode = counts.failed > 0 ? 1 : 0;
