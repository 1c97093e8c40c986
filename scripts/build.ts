import { mkdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import type { entries } from './bundles.ts';
import { bundleOptions } from './bundles.ts';

/** Everything that ships is made here, into `dist`; the metafiles say what is in it. */
const sourcemap = process.argv.includes('--production') ? false : 'linked';

await rm('dist', { recursive: true, force: true });
await mkdir('dist/meta', { recursive: true });
for (const name of ['cli', 'extension'] satisfies (keyof typeof entries)[]) {
	const { metafile } = await build({ ...bundleOptions(name), sourcemap });
	await writeFile(`dist/meta/${name}.json`, JSON.stringify(metafile));
}
