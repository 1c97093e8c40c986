import { run } from '../../scripts/setup/exec.mjs';
import { patchMemberData } from './corrupt.ts';
import type { MemberMaker } from './etcd-cluster.ts';
import { cleanEnv, type Member } from './etcd-member.ts';
import { startLoad, Writer, type ClientTls, type Load } from './load.ts';
import type { Pki } from './pki.ts';

export interface Learner {
	/** The member's identity in hexadecimal, as etcd prints it. */
	id: string;
	member: Member;
}

interface Parts {
	dir: string;
	members: Member[];
	pki: Pki | undefined;
	tls: ClientTls | undefined;
	makeMember: MemberMaker;
	removeDir: (dir: string) => void;
}

/** A running cluster; `close` ends its members and removes their data. */
export class Cluster {
	/** In the order of their start; learners at the end. */
	readonly members: readonly Member[];
	readonly dir: string;
	readonly pki: Pki | undefined;
	/** Files of a client that is always accepted, whatever certificates the test bent; undefined without TLS. */
	readonly tls: ClientTls | undefined;
	readonly #parts: Parts;
	readonly #writers: Writer[] = [];
	readonly #loads = new Set<Load>();

	constructor(parts: Parts) {
		this.#parts = parts;
		this.members = parts.members;
		this.dir = parts.dir;
		this.pki = parts.pki;
		this.tls = parts.tls;
	}

	get endpoints(): string[] {
		return this.members.map(member => member.clientUrl);
	}

	/** The member at that index; a test that asks for one that is not there is wrong. */
	member(index: number): Member {
		const member = this.members[index];
		if (member === undefined) throw new Error(`The cluster has no member ${index}.`);
		return member;
	}

	/** Runs the first member's etcdctl and gives what it prints; fails when it does. Flags in `args` win. */
	etcdctl(args: readonly string[], options: { endpoint?: string; json?: boolean } = {}): Promise<string> {
		const endpoint = options.endpoint ?? this.members.filter(({ running }) => running).map(m => m.clientUrl)[0];
		const flags = [
			`--endpoints=${endpoint ?? this.endpoints.join(',')}`,
			...(options.json ? ['--write-out=json'] : []),
			...(this.tls ? [`--cacert=${this.tls.ca}`, `--cert=${this.tls.cert}`, `--key=${this.tls.key}`] : []),
		];
		return run(this.member(0).binaries.etcdctl, [...flags, ...args], { env: cleanEnv() });
	}

	#writer(index: number): Writer {
		const writer = new Writer(this.member(index).clientUrl, this.tls);
		this.#writers.push(writer);
		return writer;
	}

	/** Writes that many bytes of values, 64 KiB each unless told, under keys of their own or over and over `keys` keys. */
	fill(options: {
		bytes: number;
		prefix?: string;
		valueBytes?: number;
		keys?: number;
		member?: number;
	}): Promise<number> {
		const { bytes, member = 0, ...rest } = options;
		return this.#writer(member).fill(bytes, rest);
	}

	/** Small writes through every running voter, at that rate together, until it is stopped. */
	startLoad(putsPerSecond: number): Load {
		const voters = this.members.filter(member => member.running && !member.learner);
		const writers = voters.map(member => this.#writer(this.members.indexOf(member)));
		const load = startLoad(writers, putsPerSecond);
		const tracked: Load = {
			get puts() {
				return load.puts;
			},
			stop: () => {
				this.#loads.delete(tracked);
				return load.stop();
			},
		};
		this.#loads.add(tracked);
		return tracked;
	}

	/**
	 * Waits until every member knows that cluster version (`3.5`), and has then answered linearizable reads for two
	 * seconds on end: with the version they change the protocol among them, and connect once more.
	 */
	async decided(version: string, timeoutMs = 60_000): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		let steadySince = Date.now();
		while (Date.now() - steadySince < 2000) {
			if (Date.now() > deadline) throw new Error(`The cluster was not steady at version ${version} in time.`);
			const pages = await Promise.all(this.members.flatMap(member => [member.get('/version'), member.get('/health')]));
			const isSteady = pages.every(
				page => page?.body.includes(`"etcdcluster":"${version}.`) || /"health":"true"/.test(page?.body ?? ''),
			);
			if (!isSteady) steadySince = Date.now();
			await new Promise(resolve => setTimeout(resolve, 100));
		}
	}

	/** The cluster's newest revision: what `compact` is given. */
	async revision(): Promise<string> {
		const answer = await this.etcdctl(['get', 'no-such-key'], { json: true });
		const revision = /"revision":(\d+)/.exec(answer)?.[1];
		if (revision === undefined) throw new Error(`etcdctl did not tell the revision: ${answer}`);
		return revision;
	}

	/** Adds a member as a learner; unless told otherwise, also starts it and waits until it answers. */
	async addLearner({ name = `m${this.members.length}`, start = true } = {}): Promise<Learner> {
		const voters = this.members.map(({ name: other, peerUrl }) => `${other}=${peerUrl}`);
		const member = await this.#parts.makeMember(name, this.members.length);
		member.learner = true;
		const answer = await this.etcdctl(['member', 'add', name, '--learner', `--peer-urls=${member.peerUrl}`]);
		const id = /^Member\s+([0-9a-f]+) added/m.exec(answer)?.[1];
		if (id === undefined) throw new Error(`etcdctl did not tell the new member: ${answer}`);
		this.#parts.members.push(member);
		const initial = [...voters, `${name}=${member.peerUrl}`].join(',');
		if (start) {
			member.launch([`--initial-cluster=${initial}`, '--initial-cluster-state=existing']);
			await member.ready();
		}
		return { id, member };
	}

	/**
	 * Changes a stored value of one member behind etcd's back, so that its hash differs from the others'. `find` is
	 * part of a value written before and `replace` as long. Where etcd compares by itself, the member's health may be gone
	 * at once: `wait: false`.
	 */
	async corruptMember(index: number, find: Buffer, replace: Buffer, { wait = true } = {}): Promise<void> {
		const member = this.member(index);
		await member.stop();
		patchMemberData(member.dataDir, find, replace);
		member.launch();
		if (wait) await member.ready();
	}

	async close(): Promise<void> {
		const loads = [...this.#loads].map(load => load.stop());
		await Promise.all(this.members.map(member => member.kill()));
		for (const writer of this.#writers) writer.close();
		await Promise.all([...loads, ...this.members.map(member => member.peerProxy?.close())]);
		this.#parts.removeDir(this.dir);
	}
}
