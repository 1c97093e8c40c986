import { rm, mkdir, readFile, writeFile } from 'node:fs/promises';
import { build, type BuildOptions } from 'esbuild';
import { nodeBuiltins } from './node-builtins.ts';

/** Everything that ships is made here, into `dist`: the extension and the command line, as ES modules with lazy chunks. */
const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
const production = process.argv.includes('--production');

const common: BuildOptions = {
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node22',
	splitting: true,
	outdir: 'dist',
	sourcemap: production ? false : 'linked',
	minify: true,
	legalComments: 'none',
	metafile: true,
	// jsonc-parser's CommonJS form asks for its parts in a way that cannot be bundled.
	mainFields: ['module', 'main'],
	logLevel: 'warning',
	define: { QUORUM_VERSION: JSON.stringify(manifest.version) },
	plugins: [nodeBuiltins],
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist/meta', { recursive: true });
for (const [name, entry] of Object.entries({ cli: 'src/cli.ts', extension: 'src/extension.ts' })) {
	const { metafile } = await build({
		...common,
		entryPoints: { [name]: entry },
		chunkNames: `chunks/${name}-[hash]`,
		// The editor itself gives it to the extension.
		external: ['vscode'],
	});
	await writeFile(`dist/meta/${name}.json`, JSON.stringify(metafile));
}
