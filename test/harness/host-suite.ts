import { existsSync, globSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/setup/paths.mjs';
import { runInExtensionHost } from '../support/extension-host.ts';

/** One test as it ended in the extension host. */
export interface HostTest {
	title: string;
	state: 'passed' | 'failed' | 'skipped';
	ms: number;
	error?: string;
}

/** The module that the extension host calls: mocha around the bundled tests, the result in a file. */
const entry = (files: readonly string[]): string => `
import { renameSync, writeFileSync } from 'node:fs';
import Mocha from 'mocha';
export async function run() {
	const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: class {} });
	const tests = [];
	const note = (test, state, error) => tests.push({
		title: test.fullTitle(), state, ms: test.duration ?? 0, ...(error && { error: error.stack ?? String(error) }),
	});
	try {
		mocha.suite.emit('pre-require', globalThis, 'bundle', mocha);
		${files.map(file => `require(${JSON.stringify(file)});`).join('\n\t\t')}
		await new Promise(resolve => mocha.run(resolve)
			.on('pass', test => note(test, 'passed'))
			.on('pending', test => note(test, 'skipped'))
			.on('fail', (test, error) => note(test, 'failed', error)));
	} catch (error) {
		tests.push({ title: 'loading the tests', state: 'failed', ms: 0, error: String(error.stack ?? error) });
	}
	const file = process.env.QUORUM_HOST_RESULT;
	writeFileSync(file + '.part', JSON.stringify(tests));
	renameSync(file + '.part', file);
}
`;

function isHostTests(value: unknown): value is HostTest[] {
	return Array.isArray(value) && value.every(test => typeof test?.title === 'string' && typeof test.state === 'string');
}

/** Bundles the tests of a folder and runs them with the extension in the extension host of a real window. */
export async function runHostSuite(options: {
	folder: string;
	workspace: string;
	extensionPath?: string;
	env?: Readonly<Record<string, string>>;
	settings?: Readonly<Record<string, unknown>>;
}): Promise<HostTest[]> {
	const files = globSync('**/*.test.ts', { cwd: options.folder }).map(file => join(resolve(options.folder), file));
	if (files.length === 0) throw new Error(`No tests in ${options.folder}.`);
	const outfile = join(root, 'out', 'host-tests', 'index.cjs');
	mkdirSync(dirname(outfile), { recursive: true });
	await build({
		stdin: { contents: entry(files.sort()), resolveDir: root, loader: 'js' },
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node22',
		sourcemap: 'inline',
		external: ['vscode', 'mocha'],
		logLevel: 'warning',
	});
	if (!existsSync(options.workspace)) throw new Error(`The workspace ${options.workspace} does not exist.`);
	const { folder: _folder, ...host } = options;
	const result = await runInExtensionHost({ extensionPath: root, ...host, testsPath: outfile });
	if (!isHostTests(result)) throw new Error(`Not a result of tests: ${JSON.stringify(result)}`);
	return result;
}
