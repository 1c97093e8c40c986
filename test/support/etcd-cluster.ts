import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from './etcd-cluster-handle.ts';
import { etcdBinaries, type EtcdVersion } from './etcd-binaries.ts';
import { Member } from './etcd-member.ts';
import { makePki, type Pki, type PkiOptions } from './pki.ts';
import { freePort } from './ports.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import { makeTempDir, removeTempDir } from './temp-dir.ts';

export { Cluster, Member };
export type { EtcdVersion, Pki, PkiOptions };

export interface ClusterOptions {
	/** Of every member; 3.6 unless told. */
	version?: EtcdVersion;
	/** Of each member, for a mixed cluster. */
	versions?: readonly EtcdVersion[];
	/** 3 unless told. */
	size?: number;
	/** The members' names; `m0`, `m1`, … unless told. */
	names?: readonly string[];
	/** Certificates on the client and the peer side; an object bends some of them. */
	tls?: boolean | PkiOptions;
	/** Whether a client needs a certificate when there is TLS; it does unless told. */
	clientCertAuth?: boolean;
	/** For every member, then for one by its index; a later flag wins over the harness's own. */
	flags?: readonly string[];
	memberFlags?: Readonly<Record<number, readonly string[]>>;
	quotaBytes?: number;
	heartbeatMs?: number;
	electionMs?: number;
	/** Metrics and health on an address of their own, in plain http. */
	metricsUrls?: boolean;
	/** By a member's index: how late each chunk passes, each way, on connections that others make to its peer address. */
	peerDelayMs?: Readonly<Record<number, number>>;
	token?: string;
	/** False when the test wants a cluster that cannot become healthy. */
	waitForHealth?: boolean;
}

/** What `addLearner` needs to make one more member like the others. */
export type MemberMaker = (name: string, index: number) => Promise<Member>;

function tlsFlags(pki: Pki, clientCertAuth: boolean): string[] {
	return [
		`--cert-file=${pki.server.cert}`,
		`--key-file=${pki.server.key}`,
		`--trusted-ca-file=${pki.ca.cert}`,
		...(clientCertAuth ? ['--client-cert-auth'] : []),
		`--peer-cert-file=${pki.peer.cert}`,
		`--peer-key-file=${pki.peer.key}`,
		`--peer-trusted-ca-file=${pki.ca.cert}`,
		'--peer-client-cert-auth',
	];
}

function settingFlags({ quotaBytes, heartbeatMs, electionMs, flags = [] }: ClusterOptions): string[] {
	return [
		...(quotaBytes === undefined ? [] : [`--quota-backend-bytes=${quotaBytes}`]),
		...(heartbeatMs === undefined ? [] : [`--heartbeat-interval=${heartbeatMs}`]),
		...(electionMs === undefined ? [] : [`--election-timeout=${electionMs}`]),
		...flags,
	];
}

/** Starts a real etcd cluster on loopback and waits until every member serves. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
	const version = options.version ?? '3.6';
	const size = options.size ?? options.versions?.length ?? 3;
	const dir = makeTempDir('etcd');
	const pki = options.tls ? await makePki(join(dir, 'pki'), options.tls === true ? {} : options.tls) : undefined;
	const harness = pki && (await pki.issue('harness', { usages: ['clientAuth'] }));
	const tls = pki && harness && { ca: pki.ca.cert, ...harness };
	const scheme = pki ? 'https' : 'http';
	const address = async (): Promise<string> => `${scheme}://127.0.0.1:${await freePort()}`;

	const makeMember: MemberMaker = async (name, index) => {
		const binaries = await etcdBinaries(options.versions?.[index] ?? version);
		const clientUrl = await address();
		const listenPeer = await address();
		const delayMs = options.peerDelayMs?.[index];
		const peerProxy =
			delayMs === undefined ? undefined : await startTcpProxy({ port: Number(new URL(listenPeer).port), delayMs });
		const peerUrl = peerProxy ? `${scheme}://127.0.0.1:${peerProxy.port}` : listenPeer;
		const metricsUrl = options.metricsUrls ? `http://127.0.0.1:${await freePort()}` : undefined;
		const dataDir = join(dir, name);
		mkdirSync(dataDir, { mode: 0o700 });
		const flags = [
			`--name=${name}`,
			`--data-dir=${dataDir}`,
			`--listen-client-urls=${clientUrl}`,
			`--advertise-client-urls=${clientUrl}`,
			`--listen-peer-urls=${listenPeer}`,
			`--initial-advertise-peer-urls=${peerUrl}`,
			`--initial-cluster-token=${options.token ?? 'quorum-test'}`,
			// Else etcd refuses new members until its own have been connected for some seconds.
			'--strict-reconfig-check=false',
			...(metricsUrl ? [`--listen-metrics-urls=${metricsUrl}`] : []),
			// Only 3.4 has another default, and it is not JSON.
			...(binaries.version.startsWith('3.4.') ? ['--logger=zap'] : []),
			...(pki ? tlsFlags(pki, options.clientCertAuth ?? true) : []),
			...settingFlags(options),
			...(options.memberFlags?.[index] ?? []),
		];
		return new Member({ name, binaries, clientUrl, peerUrl, metricsUrl, dataDir, flags, tls, peerProxy });
	};

	const members: Member[] = [];
	const cluster = new Cluster({ dir, members, pki, tls, makeMember, removeDir: removeTempDir });
	try {
		for (let index = 0; index < size; index++) {
			members.push(await makeMember(options.names?.[index] ?? `m${index}`, index));
		}
		const initial = members.map(member => `${member.name}=${member.peerUrl}`).join(',');
		for (const member of members) member.launch([`--initial-cluster=${initial}`, '--initial-cluster-state=new']);
		if (options.waitForHealth ?? true) await Promise.all(members.map(member => member.ready()));
	} catch (error) {
		await cluster.close();
		throw error;
	}
	return cluster;
}
