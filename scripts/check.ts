import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What must hold before every commit, in seconds: types, lint, format, generated files, unit tests. */
const bin = (name: string) => join('node_modules', ...name.split('/'));
const steps: readonly (readonly [name: string, script: string, ...args: string[]])[] = [
	['types', bin('typescript/bin/tsc'), '-p', '.'],
	['types of webviews', bin('typescript/bin/tsc'), '-p', join('src', 'webview')],
	['lint', bin('eslint/bin/eslint.js'), '.', '--cache', '--cache-location', 'node_modules/.cache/eslint'],
	['format', bin('prettier/bin/prettier.cjs'), '--check', '.', '--cache', '--log-level', 'warn'],
	['generated files', join('scripts', 'generate.ts'), '--check'],
	[
		'unit tests',
		bin('mocha/bin/mocha.js'),
		'--reporter',
		join('test', 'support', 'reporter.ts'),
		'--reporter-option',
		'style=dot',
	],
];

let failed = 0;
for (const [name, script, ...args] of steps) {
	const since = performance.now();
	const code = await run(script, args);
	const seconds = ((performance.now() - since) / 1000).toFixed(1);
	console.log(`${name}: ${code === 0 ? 'ok' : `FAILED (exit ${code})`} in ${seconds} s`);
	failed += code === 0 ? 0 : 1;
}
process.exitCode = failed === 0 ? 0 : 1;

function run(script: string, args: readonly string[]): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' });
		child.on('error', reject);
		child.on('close', code => resolve(code ?? 1));
	});
}
