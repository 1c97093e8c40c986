import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureKubernetes } from '../../scripts/setup/kubernetes.mjs';
import type { Json, KubeObject } from '../../src/core/kubernetes.ts';
import { startCluster, type Cluster, type ClusterOptions } from './etcd-cluster.ts';
import { KubeClient, type Answer } from './kube-client.ts';
import { writeKubeconfig, type KubeconfigOptions } from './kubeconfig.ts';
import { makePki, type Pki } from './pki.ts';
import { freePort } from './ports.ts';
import { ServerProcess } from './server-process.ts';
import { makeTempDir, removeTempDir } from './temp-dir.ts';

export interface KubeOptions {
	/** One member unless told. */
	readonly etcd?: ClusterOptions;
	readonly flags?: readonly string[];
	/** Names that a token file lets in beside `admin`; what they may do, roles say. */
	readonly users?: readonly string[];
}

/** A real kube-apiserver over a real etcd, on loopback, without kubelets and controllers. */
export class KubeApiServer {
	readonly dir: string;
	readonly etcd: Cluster;
	readonly pki: Pki;
	readonly url: string;
	readonly #process: ServerProcess;
	readonly #admin: KubeClient;

	constructor(parts: {
		readonly dir: string;
		readonly etcd: Cluster;
		readonly pki: Pki;
		readonly url: string;
		readonly process: ServerProcess;
	}) {
		this.dir = parts.dir;
		this.etcd = parts.etcd;
		this.pki = parts.pki;
		this.url = parts.url;
		this.#process = parts.process;
		this.#admin = new KubeClient(parts.url, parts.pki.ca.cert, tokenOf('admin'));
	}

	get pid(): number | undefined {
		return this.#process.pid;
	}

	log(): string {
		return this.#process.log();
	}

	/** A request as `admin`, who may do everything. Fails on any status but 2xx. */
	request(method: string, path: string, body?: unknown): Promise<Answer> {
		return this.#admin.request(method, path, body);
	}

	/** Writes an object, with its status where it has one. */
	create(object: Creatable): Promise<void> {
		return this.#admin.create(object);
	}

	/** Many at once, a few at a time. */
	async createAll(objects: readonly Creatable[]): Promise<void> {
		const waiting = [...objects];
		const work = async () => {
			for (let next = waiting.shift(); next; next = waiting.shift()) await this.create(next);
		};
		await Promise.all(Array.from({ length: 16 }, work));
	}

	/** A kubeconfig file of that user; `admin` unless told. */
	kubeconfig(options: Partial<KubeconfigOptions> = {}): string {
		const { user = 'admin', ...rest } = options;
		return writeKubeconfig(this.dir, {
			server: this.url,
			caFile: this.pki.ca.cert,
			user,
			token: tokenOf(user),
			...rest,
		});
	}

	pause(): void {
		this.#process.pause();
	}

	resume(): void {
		this.#process.resume();
	}

	async stop(): Promise<void> {
		await this.#process.end('SIGKILL');
	}

	async start(): Promise<void> {
		this.#process.launch();
		await this.#process.ready(() => this.#admin.isReady());
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	async close(): Promise<void> {
		this.#process.resume();
		await this.stop();
		this.#admin.close();
		await this.etcd.close();
		removeTempDir(this.dir);
	}
}

/** What a test gives: the uid and times are the API server's. */
export type Creatable = Pick<KubeObject, 'apiVersion' | 'kind'> & {
	readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: Json | undefined };
	readonly [field: string]: Json | undefined;
};

function tokenOf(user: string): string {
	return `${user}-token`;
}

/** Starts both and waits until the API server says that it is ready, which takes some seconds. */
export async function startKubeApiServer(options: KubeOptions = {}): Promise<KubeApiServer> {
	const binary = await ensureKubernetes('kube-apiserver', '1.36');
	const dir = makeTempDir('kube');
	const etcd = await startCluster({ size: 1, ...options.etcd });
	const pki = await makePki(join(dir, 'pki'), {
		ca: { commonName: 'kubernetes-ca' },
		server: { commonName: 'kube-apiserver', dnsNames: ['localhost', 'kubernetes'], ipAddresses: ['127.0.0.1'] },
		client: { commonName: 'kube-apiserver-kubelet-client' },
	});
	const port = await freePort();
	const process = new ServerProcess('kube-apiserver', binary.file, [
		...(await flagsOf(dir, pki, port, etcd, options)),
		...(options.flags ?? []),
	]);
	const server = new KubeApiServer({ dir, etcd, pki, url: `https://127.0.0.1:${port}`, process });
	try {
		await server.start();
	} catch (error) {
		await server.close();
		throw error;
	}
	return server;
}

async function flagsOf(dir: string, pki: Pki, port: number, etcd: Cluster, options: KubeOptions): Promise<string[]> {
	const users = ['admin,admin,system:masters', ...(options.users ?? []).map(user => `${user},${user}`)];
	const rows = users.map(row => {
		const [name = '', uid = '', group] = row.split(',');
		return [tokenOf(name), name, uid, ...(group === undefined ? [] : [group])].join(',');
	});
	const tokens = join(dir, 'tokens.csv');
	writeFileSync(tokens, `${rows.join('\n')}\n`);
	const accounts = join(dir, 'service-accounts.key');
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	writeFileSync(accounts, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
	return [
		`--etcd-servers=${etcd.endpoints.join(',')}`,
		...(etcd.tls
			? [`--etcd-cafile=${etcd.tls.ca}`, `--etcd-certfile=${etcd.tls.cert}`, `--etcd-keyfile=${etcd.tls.key}`]
			: []),
		'--bind-address=127.0.0.1',
		`--secure-port=${port}`,
		`--tls-cert-file=${pki.server.cert}`,
		`--tls-private-key-file=${pki.server.key}`,
		`--client-ca-file=${pki.ca.cert}`,
		`--token-auth-file=${tokens}`,
		'--authorization-mode=RBAC',
		'--service-account-issuer=https://kubernetes.default.svc',
		`--service-account-key-file=${accounts}`,
		`--service-account-signing-key-file=${accounts}`,
		'--service-cluster-ip-range=10.96.0.0/16',
		// There is no controller that would make the accounts that pods name.
		'--disable-admission-plugins=ServiceAccount',
		'--endpoint-reconciler-type=none',
		'--allow-privileged=true',
		'--kubelet-preferred-address-types=InternalIP',
		`--kubelet-certificate-authority=${pki.ca.cert}`,
		`--kubelet-client-certificate=${pki.client.cert}`,
		`--kubelet-client-key=${pki.client.key}`,
		`--cert-dir=${join(dir, 'made')}`,
	];
}
