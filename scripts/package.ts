import { spawn } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import type { Metafile } from 'esbuild';
import { entries } from './bundles.ts';
import { noticeOf } from './notice.ts';

/** `npm run package`: one file that VS Code installs, made of production bundles alone. */
const maxBytes = 3_000_000;
const { name, version } = JSON.parse(await readFile('package.json', 'utf8')) as { name: string; version: string };
const packagePath = `${name}-${version}.vsix`;

await buildForProduction();
const metafiles = await Promise.all(
	Object.keys(entries).map(async each => JSON.parse(await readFile(`dist/meta/${each}.json`, 'utf8')) as Metafile),
);
await writeFile('dist/THIRD_PARTY_NOTICES.txt', await noticeOf(metafiles));
await createVSIX({
	packagePath,
	dependencies: false,
	allowMissingRepository: true,
	rewriteRelativeLinks: false,
});
const { size } = await stat(packagePath);
if (size > maxBytes) {
	throw new Error(`${packagePath} has ${size} bytes; ${maxBytes} are allowed.`);
}
console.log(`${packagePath}: ${Math.ceil(size / 1024)} KiB`);

function buildForProduction(): Promise<void> {
	return new Promise((resolve, reject) => {
		const build = spawn(process.execPath, [join('scripts', 'build.ts'), '--production'], { stdio: 'inherit' });
		build.on('error', reject);
		build.on('close', code => (code === 0 ? resolve() : reject(new Error(`The build ended with ${code}.`))));
	});
}
