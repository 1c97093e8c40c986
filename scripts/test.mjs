/**
 * `npm test`: gets every real part that the suites need, then runs the suites in order. Needs nothing but Node 20 or
 * later. `npm test -- servers e2e` runs only the suites named.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seconds } from './setup/exec.mjs';
import { setUp } from './setup/index.mjs';
import { runWithNode24 } from './setup/node-modules.mjs';
import { root } from './setup/paths.mjs';

const mochaBin = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');

function mocha(...specs) {
	const reporter = join('test', 'support', 'reporter.ts');
	const flags = ['--no-config', '--extension', 'ts', '--forbid-only', '--timeout', '60000', '--reporter', reporter];
	// Real servers stumble on a busy machine. The reporter tells of every second attempt, which is worth a look.
	flags.push('--retries', '1');
	return ['node', [mochaBin, ...flags, ...specs]];
}

/** As long as it takes, nothing runs beside it that must be quick: operations and recovery come later in the alphabet. */
const faultMatrix = 'test/servers/fault-matrix/**/*.test.ts';

/**
 * In the order of running. `counts`: it must run tests; `window`: it needs VS Code and a browser; `servers`: it needs the real
 * servers; `beside`: it runs at the same time as the one before, since both mostly wait.
 */
const allSuites = {
	check: { command: ['node', ['--run', 'check']] },
	build: { command: ['node', ['--run', 'build']] },
	fuzz: { command: mocha('test/fuzz/**/*.test.ts'), counts: true },
	faults: { command: mocha(faultMatrix), counts: true, servers: true },
	servers: {
		command: mocha('--ignore', faultMatrix, 'test/servers/**/*.test.ts'),
		counts: true,
		servers: true,
		beside: true,
	},
	extension: { command: ['node', [join('test', 'harness', 'run-extension.ts')]], counts: true, window: true },
	e2e: { command: mocha('test/e2e/**/*.test.ts'), counts: true, window: true },
	package: { command: mocha('test/package/**/*.test.ts'), counts: true, window: true },
};

/** The suites that exist: add a name here together with its first test. */
const present = ['check', 'build', 'fuzz', 'faults', 'servers', 'extension', 'e2e', 'package'];

const asked = process.argv.slice(2);
const unknown = asked.filter(name => !present.includes(name));
if (unknown.length > 0) throw new Error(`No suite ${unknown.join(', ')}; there are ${present.join(', ')}.`);
const names = present.filter(name => asked.length === 0 || asked.includes(name));

function readCounts(file) {
	const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
	const sum = key => lines.reduce((total, line) => total + JSON.parse(line)[key], 0);
	return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

const plain = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

async function runSuite(name, dir, before) {
	const { command, counts: counted } = allSuites[name];
	const beside = before !== undefined;
	const since = performance.now();
	const file = join(dir, `${name}.jsonl`);
	writeFileSync(file, '');
	// Of two at a time, the second is shown when it has ended.
	const output = beside ? join(dir, `${name}.txt`) : undefined;
	if (!beside) console.log(`\n=== ${name}`);
	const code = await runWithNode24(...command, { env: { QUORUM_TEST_COUNTS: file }, output });
	if (beside) await before;
	if (beside) console.log(`\n=== ${name}\n${readFileSync(output, 'utf8')}`);
	const counts = readCounts(file);
	const ran = counts.passed + counts.failed > 0;
	const silent = counted && !ran;
	const problem = silent ? `exit code ${code}, no test ran` : code !== 0 ? `exit code ${code}` : undefined;
	// What failed without a failing test (a type error, a crash) counts as one: the last line must not say "0 failed".
	if (problem !== undefined && counts.failed === 0) counts.failed = 1;
	const note = problem === undefined ? 'ok' : `FAILED, ${problem}`;
	const line = `${name}: ${note} in ${seconds(since)}${ran ? ` (${plain(counts)})` : ''}`;
	console.log(`=== ${line}`);
	return { name, counts, failed: problem !== undefined, line };
}

const since = performance.now();
const window = names.some(name => allSuites[name].window);
const servers = names.some(name => allSuites[name].servers);
await setUp({
	vscode: window,
	chromium: window,
	strace: servers,
	diskTools: servers,
	sshd: servers || window,
	...(servers || window ? {} : { etcd: [], kubernetes: [] }),
});

const dir = mkdtempSync(join(tmpdir(), 'quorum-counts-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
const results = [];
for (let at = 0; at < names.length;) {
	const next = names.findIndex((name, index) => index > at && !allSuites[name].beside);
	const together = names.slice(at, next < 0 ? names.length : next);
	const first = runSuite(together[0], dir);
	const ran = await Promise.all([first, ...together.slice(1).map(name => runSuite(name, dir, first))]);
	// Real servers and windows, two suites at a time, may be too much for a machine: what failed is tried by itself. The log holds both.
	for (const [index, { name, failed }] of ran.entries()) {
		if (failed && allSuites[name].counts) ran[index] = await runSuite(name, dir);
	}
	results.push(...ran);
	// Without a build the later suites would test an old one.
	if (results.at(-1).name === 'build' && results.at(-1).failed) break;
	at += together.length;
}

const sum = key => results.reduce((total, { counts }) => total + counts[key], 0);
const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
console.log(`\n${results.map(({ line }) => line).join('\n')}`);
for (const name of names.slice(results.length)) console.log(`${name}: not run`);
console.log(`Total: ${seconds(since)}`);
const nothingRan = total.passed + total.failed === 0;
if (nothingRan) console.log('No test ran.');
console.log(plain(total));
process.exitCode = nothingRan || results.some(({ failed }) => failed) ? 1 : 0;
