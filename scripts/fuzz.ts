import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Every property over damaged input, whole and with new seeds; what fails prints the seed that makes it fail again. */
const mocha = join('node_modules', 'mocha', 'bin', 'mocha.js');
const flags = ['--no-config', '--extension', 'ts', '--timeout', '3600000'];
const files = [
	'test/fuzz/**/*.test.ts',
	'test/unit/manifest/mutations.test.ts',
	'test/unit/recording/recording.test.ts',
];
const { status } = spawnSync(process.execPath, [mocha, ...flags, ...files], {
	stdio: 'inherit',
	env: { ...process.env, QUORUM_FUZZ: 'whole' },
});
process.exitCode = status ?? 1;
