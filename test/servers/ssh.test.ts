import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOnHost } from '../../src/adapters/ssh/ssh.ts';
import type { SshHost } from '../../src/operations/host.ts';
import { startSshHosts, type SshHosts } from '../support/ssh-hosts.ts';

/** The system's ssh against real sshds. */
describe('A host over ssh', () => {
	let hosts: SshHosts;
	const host = (more: Partial<SshHost> = {}): SshHost => ({
		name: 'cp-1',
		destination: 'cp-1',
		configFile: hosts.configFile,
		sudo: false,
		...more,
	});
	const signal = () => AbortSignal.timeout(20_000);

	before(async () => {
		hosts = await startSshHosts({ names: ['cp-1', 'cp-2'], programs: {}, password: 'open sesame' });
	});
	after(() => hosts.close());

	it('gives every word of a command to the host as it is', async () => {
		const words = ['a b', "it's", '$HOME', '"', '\\', '*', '', ';true', 'x\ny'];
		const { stdout, code } = await runOnHost(host(), ['printf', '%s|', ...words], { signal: signal() });
		assert.equal(code, 0);
		assert.equal(stdout, words.map(word => `${word}|`).join(''));
	});

	it('hands over the input, and tells apart how the command ended', async () => {
		const script = 'cat; echo said >&2; exit 3';
		const ran = await runOnHost(host(), ['sh', '-c', script], { signal: signal(), stdin: 'given' });
		assert.deepEqual(ran, { code: 3, stdout: 'given', stderr: 'said\n' });
	});

	it('refuses a host whose key is not known, and one whose key has changed', async () => {
		const known = readFileSync(hosts.knownHosts, 'utf8');
		const [first = '', second = ''] = known.trim().split('\n');
		const [, ...otherKey] = second.split(' ');
		try {
			writeFileSync(hosts.knownHosts, '');
			await assert.rejects(runOnHost(host(), ['true'], { signal: signal() }), /not known: connect once by hand/);
			writeFileSync(hosts.knownHosts, `${[first.split(' ')[0], ...otherKey].join(' ')}\n`);
			await assert.rejects(runOnHost(host(), ['true'], { signal: signal() }), /key of the host has changed/);
			assert.equal(readFileSync(hosts.knownHosts, 'utf8').trim().split('\n').length, 1, 'nothing was added');
		} finally {
			writeFileSync(hosts.knownHosts, known);
		}
	});

	it('opens a host with a password, and says when it is wrong', async () => {
		const configFile = join(hosts.dir, 'password_config');
		writeFileSync(
			configFile,
			readFileSync(hosts.configFile, 'utf8').replace(/^\tIdentityFile.*$/gm, '\tPubkeyAuthentication no'),
		);
		const opened = await runOnHost(host({ configFile }), ['whoami'], {
			signal: signal(),
			secrets: { password: 'open sesame' },
		});
		assert.equal(opened.stdout.trim(), 'root');
		const wrong = runOnHost(host({ configFile }), ['true'], { signal: signal(), secrets: { password: 'wrong' } });
		await assert.rejects(wrong, /cp-1: refused: .*Permission denied/);
	});

	it('gives up when the time is over, and says when nobody is there', async () => {
		await assert.rejects(
			runOnHost(host(), ['sleep', '30'], { signal: AbortSignal.timeout(1500) }),
			/given up, no answer in time/,
		);
		await hosts.host('cp-2').kill();
		await assert.rejects(
			runOnHost(host({ name: 'cp-2', destination: 'cp-2' }), ['true'], { signal: signal() }),
			/cp-2 cannot be reached: .*refused/,
		);
		await hosts.host('cp-2').boot();
		const back = await runOnHost(host({ name: 'cp-2', destination: 'cp-2' }), ['true'], { signal: signal() });
		assert.equal(back.code, 0);
	});
});
