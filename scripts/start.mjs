/**
 * `npm start`: a demo cluster with something wrong and VS Code on it. `npm start -- --headless` prints the command line's
 * report of it instead. Needs nothing but Node 20 or later.
 */
import { join } from 'node:path';
import { desktopCode } from './setup/desktop.mjs';
import { step } from './setup/exec.mjs';
import { setUp } from './setup/index.mjs';
import { runWithNode24 } from './setup/node-modules.mjs';
import { root } from './setup/paths.mjs';

const headless = process.argv.includes('--headless');
await setUp({ etcd: ['3.6'], kubernetes: [], vscode: !headless && desktopCode() === undefined, chromium: false });
await step('build', async () => {
	if ((await runWithNode24('node', ['--run', 'build'])) !== 0) throw new Error('The build failed.');
});
process.exitCode = await runWithNode24('node', [join(root, 'scripts', 'demo.ts'), ...process.argv.slice(2)]);
