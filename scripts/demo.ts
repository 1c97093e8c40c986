/** The demo itself, under Node 24; scripts/start.mjs prepares it. */
import { join } from 'node:path';
import { makeTempDir } from '../test/support/temp-dir.ts';
import { startVsCodeServer } from '../test/support/vscode-server.ts';
import { demo, startDemoCluster } from './demo/cluster.ts';
import { writeDemoWorkspace } from './demo/workspace.ts';
import { desktopCode } from './setup/desktop.mjs';
import { runVisibly, step } from './setup/exec.mjs';
import { node24, root } from './setup/paths.mjs';

let cluster: Awaited<ReturnType<typeof startDemoCluster>> | undefined;
await step(`Demo cluster of etcd ${demo.version}`, async () => {
	cluster = await startDemoCluster();
	return cluster.members.map(member => `${member.name} ${member.clientUrl}`).join(', ');
});
if (cluster === undefined) throw new Error('The demo cluster did not start.');
const dir = makeTempDir('demo');
const workspace = join(dir, 'demo-cluster');
writeDemoWorkspace(workspace, cluster);
console.log(`  Files that describe it: ${workspace}\n`);

async function diagnoseOnce(endpoints: readonly string[]): Promise<void> {
	const flags = ['--endpoints', endpoints.join(','), '--manifests', workspace, '--window', '2s'];
	const code = await runVisibly(node24, [join(root, 'dist', 'cli.js'), 'diagnose', ...flags], { cwd: workspace });
	// 1 means that the report has findings, which is what the demo is for; anything else, that there is no report.
	process.exitCode = code === 1 ? 0 : code;
}

/** An instance with data of its own, so that it ends with the demo and the developer's own windows do not. */
async function openDesktop(code: string): Promise<void> {
	const own = ['--user-data-dir', join(dir, 'user'), '--extensions-dir', join(dir, 'extensions')];
	console.log('VS Code opens; close its window or press Ctrl-C to end the demo.');
	await runVisibly(code, [`--extensionDevelopmentPath=${root}`, ...own, '--verbose', '--new-window', workspace]);
}

async function openServer(): Promise<void> {
	const server = await startVsCodeServer({ workspace });
	console.log(`Open in a browser:\n\n  ${server.url({ extensionDevelopmentPath: root })}\n\nCtrl-C ends the demo.`);
	await server.ended;
	await server.close();
}

if (process.argv.includes('--headless')) await diagnoseOnce(cluster.endpoints);
else {
	const code = desktopCode();
	await (code === undefined ? openServer() : openDesktop(code));
}
await cluster.close();
