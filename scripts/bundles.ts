import { readFileSync } from 'node:fs';
import type { BuildOptions } from 'esbuild';
import { nodeBuiltins } from './node-builtins.ts';

/** What is bundled: each entry an ES module with lazy chunks of its own. */
export const entries = { cli: 'src/cli.ts', extension: 'src/extension.ts' } as const;

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

export function bundleOptions(name: keyof typeof entries): BuildOptions & { metafile: true } {
	return {
		entryPoints: { [name]: entries[name] },
		chunkNames: `chunks/${name}-[hash]`,
		outdir: 'dist',
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node22',
		splitting: true,
		minify: true,
		legalComments: 'none',
		metafile: true,
		// jsonc-parser's CommonJS form asks for its parts in a way that cannot be bundled.
		mainFields: ['module', 'main'],
		logLevel: 'warning',
		define: { QUORUM_VERSION: JSON.stringify(version) },
		plugins: [nodeBuiltins],
		// The editor itself gives it to the extension.
		external: ['vscode'],
	};
}
