import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

const cli = join(import.meta.dirname, '..', '..', '..', 'src', 'cli.ts');
const sample = join(import.meta.dirname, '..', '..', 'recordings', 'one-member-down-3.6.json');

function start(args: readonly string[], more: NodeJS.ProcessEnv = {}) {
	const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(ETCDCTL_|LC_|LANG)/.test(name)));
	const child = spawn(process.execPath, [cli, 'diagnose', ...args], { env: { ...own, ...more } });
	const said = { out: '', err: '' };
	child.stdout.on('data', data => (said.out += data));
	child.stderr.on('data', data => (said.err += data));
	const ended = once(child, 'close').then(([code]) => ({ code: Number(code), ...said }));
	return { child, ended };
}

describe('Exit codes of the command line', () => {
	const endpoint = ['--endpoints', '127.0.0.1:1'];
	for (const args of [
		['--bogus'],
		['--format', 'yaml'],
		['--fail-on', 'info'],
		['--timeout', 'soon', ...endpoint],
		['--password-file', sample, ...endpoint],
		['--timeout', '0', ...endpoint],
		['--timeout', '2000h', ...endpoint],
		['--window', '2000h', ...endpoint],
		['something'],
	]) {
		it(`is 2, with a sentence and nothing on stdout, for ${args.join(' ')}`, async () => {
			const { code, out, err } = await start(args).ended;
			assert.equal(code, 2, err);
			assert.equal(out, '');
			assert.doesNotMatch(err, /this is a bug|^\s+at /m);
			assert.notEqual(err, '');
		});
	}

	it('is 2 when the report cannot be written', async () => {
		const { code, err } = await start(['--replay', sample, '--output', '/nowhere/at/all']).ended;
		assert.equal(code, 2);
		assert.match(err, /^quorum: The report \/nowhere\/at\/all cannot be written: ENOENT/);
	});

	it('takes a fraction of a millisecond', async () => {
		const { code, err } = await start([...endpoint, '--window', '0.5ms', '--timeout', '700.5ms']).ended;
		assert.equal(code, 2);
		assert.equal(err, 'Not one member could be asked.\n');
	});

	it('does not mind that nobody reads to the end', async () => {
		const { child, ended } = start(['--replay', sample, '--fail-on', 'never']);
		child.stdout.destroy();
		assert.deepEqual(await ended, { code: 0, out: '', err: '' });
	});

	it('is 2 for a saved connection whose user, saved or typed, has no password', async () => {
		const dir = makeTempDir('connections');
		mkdirSync(join(dir, 'quorum'));
		const saved = [
			{ name: 'open', endpoints: ['127.0.0.1:1'] },
			{ name: 'closed', endpoints: ['127.0.0.1:1'], user: 'root' },
		];
		writeFileSync(join(dir, 'quorum', 'connections.json'), JSON.stringify(saved));
		const run = async (...args: readonly string[]) => {
			const { code, err } = await start(['--window', '0', ...args], { XDG_CONFIG_HOME: dir, APPDATA: dir }).ended;
			assert.equal(code, 2);
			return err;
		};
		assert.match(await run('--connection', 'closed'), /"closed" has a user: give the password/);
		assert.match(await run('--connection', 'open', '--user', 'root'), /"open" has a user: give the password/);
		assert.equal(await run('--connection', 'open', '--user', 'root:x'), 'Not one member could be asked.\n');
		assert.equal(await run('--connection', 'closed', '--user', 'root:x'), 'Not one member could be asked.\n');
		removeTempDir(dir);
	});

	it('is 2 without a report after Ctrl-C', async function () {
		if (process.platform === 'win32') {
			// There a signal ends the process at once.
			this.skip();
		}
		const sockets: Socket[] = [];
		const silent = createServer(socket => sockets.push(socket.resume().on('error', () => socket.destroy())));
		await once(silent.listen(0, '127.0.0.1'), 'listening');
		// A listening server has an address of this kind.
		const { port } = silent.address() as AddressInfo;
		const { child, ended } = start(['--endpoints', `127.0.0.1:${port}`, '--timeout', '30s']);
		await once(silent, 'connection');
		child.kill('SIGINT');
		assert.deepEqual(await ended, { code: 2, out: '', err: 'quorum: Interrupted: nothing was judged.\n' });
		sockets.forEach(socket => socket.destroy());
		silent.close();
	});
});
