import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from '../scripts/setup/paths.mjs';
import { runInExtensionHost } from '../test/support/extension-host.ts';
import { makeTempDir } from '../test/support/temp-dir.ts';

/**
 * How long the extension takes to be there, in the extension host of a new window each time: its code loaded and
 * `activate` called, between the marks that VS Code itself sets. Then the sizes of the bundles. Build with `--production` before.
 */
const rounds = Number(process.argv[2] ?? 7);

const measure = `
const { renameSync, writeFileSync } = require('node:fs');
const { extensions } = require('vscode');
exports.run = async () => {
	const extension = extensions.getExtension('quorum-tools.quorum');
	if (extension.isActive) throw new Error('It is active already.');
	await extension.activate();
	const marks = globalThis.MonacoPerformanceMarks.getMarks();
	const at = name => marks.find(mark => mark.name === 'code/extHost/' + name + '/quorum-tools.quorum').startTime;
	const load = at('didLoadExtensionCode') - at('willLoadExtensionCode');
	const ms = load + at('didActivateExtension') - at('willActivateExtension');
	const file = process.env.QUORUM_HOST_RESULT;
	writeFileSync(file + '.part', JSON.stringify(ms));
	renameSync(file + '.part', file);
};
`;

async function activationTimes(): Promise<number[]> {
	const testsPath = join(root, 'out', 'bench', 'activation.cjs');
	mkdirSync(join(testsPath, '..'), { recursive: true });
	writeFileSync(testsPath, measure);
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const workspace = makeTempDir('bench');
		const env = { XDG_CONFIG_HOME: workspace };
		times.push(Number(await runInExtensionHost({ extensionPath: root, workspace, testsPath, env })));
	}
	return times.sort((a, b) => a - b);
}

/** What is loaded at the start, and all there is, of one entry. */
function sizesOf(name: string): { readonly start: number; readonly all: number } {
	// The build writes it.
	const { outputs } = JSON.parse(readFileSync(join(root, 'dist', 'meta', `${name}.json`), 'utf8')) as Metafile;
	const start = new Set(Object.keys(outputs).filter(path => outputs[path]?.entryPoint === `src/${name}.ts`));
	for (const path of start) {
		const imports = outputs[path]?.imports ?? [];
		imports.filter(each => each.kind === 'import-statement' && !each.external).forEach(each => start.add(each.path));
	}
	const bytesOf = (paths: Iterable<string>) =>
		[...paths].filter(path => /\.c?js$/.test(path)).reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
	return { start: bytesOf(start), all: bytesOf(Object.keys(outputs)) };
}

const times = await activationTimes();
const shown = times.map(ms => ms.toFixed(1)).join(', ');
console.log(`activation: median ${times[Math.floor(times.length / 2)]?.toFixed(1)} ms of ${shown}`);
for (const name of ['extension', 'cli', 'cli-diagnose', 'cli-main']) {
	const { start, all } = sizesOf(name);
	console.log(
		`${name}: ${(start / 1000).toFixed(1)} kB at the start, ${(all / 1000).toFixed(1)} kB with all its chunks`,
	);
}
