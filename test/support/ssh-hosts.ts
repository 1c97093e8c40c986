import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { endChild, run, start } from '../../scripts/setup/exec.mjs';
import { ensureSshd } from '../../scripts/setup/sshd.mjs';
import { freePort } from './ports.ts';
import { makeTempDir, removeTempDir } from './temp-dir.ts';

export interface SshHostsOptions {
	readonly names: readonly string[];
	/** Image of a static pod → the program that runs for it. */
	readonly programs: Readonly<Record<string, string>>;
	/** Further programs that its commands find, by name. */
	readonly commands?: Readonly<Record<string, string>>;
	/** Of each host, as `mount` takes it; such a disk is gone when the host dies. As large as the machine's unless told. */
	readonly diskSize?: string;
	/** What root may log in with besides the key. */
	readonly password?: string;
}

/** One host: a real sshd in namespaces of its own, with folders of its own and a double of kubelet. */
export class TestHost {
	readonly name: string;
	readonly folder: string;
	readonly port: number;
	readonly #boot: () => ChildProcess;
	#first: ChildProcess | undefined;
	#ended: Promise<void> = Promise.resolve();

	constructor(name: string, folder: string, port: number, boot: () => ChildProcess) {
		this.name = name;
		this.folder = folder;
		this.port = port;
		this.#boot = boot;
	}

	/** Waits until sshd answers. */
	async boot(): Promise<void> {
		const first = this.#boot();
		this.#first = first;
		this.#ended = new Promise(resolve => first.once('close', () => resolve()));
		for (let attempt = 0; attempt < 200; attempt++) {
			if (await answers(this.port)) {
				return;
			}
			await new Promise(resolve => setTimeout(resolve, 50));
		}
		throw new Error(`The host ${this.name} did not start: ${readFileSync(join(this.folder, 'sshd.log'), 'utf8')}`);
	}

	/** As when the power goes: every process of the host is gone. Its disk stays, if it has no size of its own. */
	async kill(): Promise<void> {
		if (this.#first) {
			endChild(this.#first, 'SIGKILL');
			await this.#ended;
		}
	}

	/** What etcd printed on it. */
	etcdLog(): string {
		return readFileSync(join(this.folder, 'etcd.log'), 'utf8');
	}
}

/** Hosts of one test, and the configuration by which `ssh` finds them. */
export class SshHosts {
	readonly hosts: readonly TestHost[];
	readonly dir: string;
	/** For `ssh -F`. */
	readonly configFile: string;
	readonly knownHosts: string;

	constructor(hosts: readonly TestHost[], dir: string) {
		this.hosts = hosts;
		this.dir = dir;
		this.configFile = join(dir, 'ssh_config');
		this.knownHosts = join(dir, 'known_hosts');
	}

	host(name: string): TestHost {
		const host = this.hosts.find(each => each.name === name);
		if (!host) throw new Error(`There is no host ${name}.`);
		return host;
	}

	/** A command on a host, past all that is tested. */
	run(name: string, script: string, stdin?: string): Promise<string> {
		const sharing = ['-oControlMaster=auto', `-oControlPath=${this.dir}/%C`, '-oControlPersist=20'];
		return run('ssh', ['-F', this.configFile, ...sharing, name, script], {
			...(stdin !== undefined && { input: stdin }),
		});
	}

	async close(): Promise<void> {
		await Promise.all(this.hosts.map(host => host.kill()));
		removeTempDir(this.dir);
	}
}

export async function startSshHosts(options: SshHostsOptions): Promise<SshHosts> {
	const sshd = await ensureSshd();
	const dir = makeTempDir('hosts');
	await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(dir, 'key')]);
	const hash = options.password === undefined ? '*' : await run('openssl', ['passwd', '-6', options.password]);
	const hosts = await Promise.all(options.names.map(name => startHost(name, dir, sshd, hash.trim(), options)));
	const all = new SshHosts(hosts, dir);
	const known = hosts.map(
		({ folder, port }) => `[127.0.0.1]:${port} ${readFileSync(join(folder, 'host_key.pub'), 'utf8')}`,
	);
	writeFileSync(all.knownHosts, known.join(''));
	writeFileSync(all.configFile, hosts.map(host => configOf(host, all)).join('\n'));
	try {
		await Promise.all(hosts.map(host => host.boot()));
	} catch (error) {
		await all.close();
		throw error;
	}
	return all;
}

async function startHost(
	name: string,
	dir: string,
	sshd: string,
	passwordHash: string,
	{ programs, commands = {}, diskSize = '' }: SshHostsOptions,
): Promise<TestHost> {
	const folder = join(dir, name);
	mkdirSync(join(folder, 'disk'), { recursive: true });
	const port = await freePort();
	await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'host_key')]);
	writeFileSync(join(folder, 'password-hash'), passwordHash);
	writeFileSync(join(folder, 'programs.json'), JSON.stringify(programs));
	const bin = join(folder, 'bin');
	mkdirSync(bin);
	Object.entries(commands).forEach(([command, program]) => symlinkSync(program, join(bin, command)));
	const systemctl = join(import.meta.dirname, 'systemctl.sh');
	writeFileSync(join(bin, 'systemctl'), `#!/bin/sh\nexec sh ${systemctl} ${folder} "$@"\n`, { mode: 0o755 });
	writeFileSync(join(folder, 'sshd_config'), sshdConfig(dir, folder, port));
	chmodSync(join(folder, 'password-hash'), 0o600);
	const script = join(import.meta.dirname, 'host-namespace.sh');
	const kubelet = join(import.meta.dirname, 'static-pod-runner.ts');
	const own = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private'];
	const args = [...own, 'sh', script, folder, diskSize, sshd, process.execPath, kubelet];
	return new TestHost(name, folder, port, () => start('unshare', args, { stdio: ['ignore', 'ignore', 'inherit'] }));
}

function sshdConfig(dir: string, folder: string, port: number): string {
	return `ListenAddress 127.0.0.1
Port ${port}
HostKey ${join(folder, 'host_key')}
AuthorizedKeysFile ${join(dir, 'key.pub')}
PermitRootLogin yes
StrictModes no
UsePAM no
PidFile none
SetEnv PATH=${join(folder, 'bin')}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LogLevel ERROR
`;
}

function configOf({ name, port }: TestHost, { dir, knownHosts }: SshHosts): string {
	return `Host ${name}
	HostName 127.0.0.1
	Port ${port}
	User root
	IdentityFile ${join(dir, 'key')}
	IdentitiesOnly yes
	UserKnownHostsFile ${knownHosts}
	GlobalKnownHostsFile none
`;
}

function answers(port: number): Promise<boolean> {
	return new Promise(resolve => {
		const socket = connect(port, '127.0.0.1');
		const end = (isThere: boolean) => {
			socket.destroy();
			resolve(isThere);
		};
		socket.once('data', () => end(true));
		socket.once('error', () => end(false));
		socket.once('close', () => end(false));
	});
}
