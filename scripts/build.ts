import { mkdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundleOptions, entries } from './bundles.ts';

/** Everything that ships is made here, into `dist`; the metafiles say what is in it. */
const sourcemap = process.argv.includes('--production') ? false : 'linked';

await rm('dist', { recursive: true, force: true });
await mkdir('dist/meta', { recursive: true });
// The keys of an object literal are those that its type names.
for (const name of Object.keys(entries) as (keyof typeof entries)[]) {
	const { metafile } = await build({ ...bundleOptions(name), sourcemap });
	await writeFile(`dist/meta/${name}.json`, JSON.stringify(metafile));
}
