import { readFileSync } from 'node:fs';
import type { BuildOptions, Plugin } from 'esbuild';
import { nodeBuiltins } from './node-builtins.ts';

/**
 * What is bundled. The extension has lazy chunks, so that it starts with little. The command line is one file for `diagnose` and
 * one for everything, of which a small one runs one with the code that is kept: a dozen chunks would cost more to find and to link
 * than all of it costs to load.
 */
export const entries = {
	cli: 'src/cli.ts',
	'cli-diagnose': 'src/cli/diagnose-main.ts',
	'cli-main': 'src/cli/main.ts',
	extension: 'src/extension.ts',
	webview: 'src/webview/main.ts',
	web: 'src/web.ts',
} as const;

/** Leaves what the small file runs, and the words of other languages, in files of their own. */
const apart: Plugin = {
	name: 'apart',
	setup(build) {
		build.onResolve({ filter: /^\.\/cli\/(diagnose-)?main\.ts$/ }, ({ path, resolveDir }) => ({
			path: path.includes('diagnose') ? 'cli-diagnose.cjs' : 'cli-main.cjs',
			namespace: 'kept',
			pluginData: resolveDir,
		}));
		build.onLoad({ filter: /.*/, namespace: 'kept' }, ({ path, pluginData: resolveDir }) => ({
			contents: `
				import { join } from 'node:path';
				import { loadKept } from './cli/kept-code.ts';
				export const { run } = loadKept(join(import.meta.dirname, ${JSON.stringify(path)}));`,
			resolveDir: String(resolveDir),
		}));
		build.onResolve({ filter: /\/l10n\/bundle\.l10n\.[a-z-]+\.json$/ }, ({ path }) => ({
			path: path.split('/').at(-1) ?? '',
			namespace: 'words',
		}));
		// Read, not imported: what is run with kept code cannot import.
		build.onLoad({ filter: /.*/, namespace: 'words' }, ({ path }) => ({
			contents: `
				const { readFileSync } = process.getBuiltinModule('node:fs');
				module.exports = JSON.parse(readFileSync(__dirname + ${JSON.stringify(`/../l10n/${path}`)}, 'utf8'));`,
		}));
	},
};

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

export function bundleOptions(name: keyof typeof entries): BuildOptions & { metafile: true } {
	return { ...common(name), ...(name === 'web' && forBrowser), ...(name.startsWith('cli-') && forScripts) };
}

/** A script, and no module: only of those can the code be kept that a run has compiled. */
const forScripts: Omit<BuildOptions, 'metafile'> = { format: 'cjs', outExtension: { '.js': '.cjs' } };

/** The extension host of a browser takes one file in the old form of modules, and has nothing of Node. */
const forBrowser: Omit<BuildOptions, 'metafile'> = {
	platform: 'browser',
	format: 'cjs',
	target: 'es2024',
	outExtension: { '.js': '.cjs' },
	plugins: [],
};

function common(name: keyof typeof entries): BuildOptions & { metafile: true } {
	return {
		entryPoints: { [name]: entries[name] },
		chunkNames: `chunks/${name}-[hash]`,
		outdir: 'dist',
		bundle: true,
		// The one that runs in a page of the editor, and knows no Node.
		...(name === 'webview'
			? { platform: 'browser', format: 'iife', target: 'es2024' }
			: { platform: 'node', format: 'esm', target: 'node22' }),
		splitting: name === 'extension',
		minify: true,
		legalComments: 'none',
		metafile: true,
		// jsonc-parser's CommonJS form asks for its parts in a way that cannot be bundled.
		mainFields: ['module', 'main'],
		logLevel: 'warning',
		define: { QUORUM_VERSION: JSON.stringify(version) },
		plugins: name === 'webview' ? [] : [nodeBuiltins, apart],
		// The editor itself gives it to the extension.
		external: ['vscode'],
	};
}
