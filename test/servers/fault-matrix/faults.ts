import { createServer } from 'node:net';
import { join } from 'node:path';
import { startCluster, type Cluster, type ClusterOptions, type EtcdVersion } from '../../support/etcd-cluster.ts';
import { reached } from '../../support/load.ts';
import { makePki } from '../../support/pki.ts';
import { freePort } from '../../support/ports.ts';
import { slowDown } from './slowness.ts';

/** A cluster with one thing wrong, and how to ask it. */
export interface Scene {
	readonly cluster: Cluster;
	/** For `--endpoints`; those of the cluster unless told. */
	readonly endpoints?: readonly string[];
	/** More of the command line. */
	readonly args?: readonly string[];
	/** Ended before the cluster is. */
	close?(): Promise<void> | void;
}

export interface Fault {
	readonly group: 'none' | 'member' | 'data' | 'versions' | 'TLS' | 'access' | 'endpoints' | 'speed';
	readonly fault: string;
	/** Versions it is tried on; all unless told. */
	readonly versions?: readonly EtcdVersion[];
	make(version: EtcdVersion): Promise<Scene>;
	/** Made when the suite begins, because the fault takes long to show. */
	readonly early?: boolean;
	/**
	 * The ids that must be found, and no others, besides those that every cluster of the version shows (`always`).
	 * A text is an id; a record tells versions apart.
	 */
	readonly expect: readonly string[];
	readonly expectIn?: Partial<Record<EtcdVersion, readonly string[]>>;
	/** How often more it is tried; once unless told. */
	readonly attempts?: number;
	/** Versions whose `always` cannot be seen under this fault. */
	readonly hidesIn?: readonly EtcdVersion[];
}

export const versions: readonly EtcdVersion[] = ['3.4', '3.5', '3.6', '3.7'];

/** What the healthy cluster of a version shows: it is started without the corruption check, and old patches have bugs. */
export const always: Readonly<Record<EtcdVersion, readonly string[]>> = {
	'3.4': ['etcd/version-with-known-bug'],
	'3.5': ['etcd/version-with-known-bug', 'etcd/upgrade-needs-newer-patch'],
	'3.6': ['etcd/corruption-check-off', 'etcd/version-with-known-bug'],
	'3.7': ['etcd/corruption-check-off'],
};

const healthy =
	(options: ClusterOptions = {}) =>
	async (version: EtcdVersion): Promise<Scene> => ({
		cluster: await startCluster({ version, ...options }),
	});

/** Starts a cluster and then does something to it. */
const after =
	(harm: (cluster: Cluster) => Promise<Partial<Scene> | void>, options: ClusterOptions = {}) =>
	async (version: EtcdVersion): Promise<Scene> => {
		const cluster = await startCluster({ version, ...options });
		try {
			return { cluster, ...(await harm(cluster)) };
		} catch (error) {
			await cluster.close();
			throw error;
		}
	};

/** Long enough for the others to notice and to elect. */
const settle = (ms = 2500) => new Promise<void>(resolve => setTimeout(resolve, ms));

const withClientCertificate = (cluster: Cluster): readonly string[] => {
	const { pki } = cluster;
	if (!pki) {
		throw new Error('This fault needs a cluster with TLS.');
	}
	return ['--cacert', pki.ca.cert, '--cert', pki.client.cert, '--key', pki.client.key];
};

/** A value is altered on the disk of one member; then etcd's own periodic comparison raises its alarm. */
async function noticedCorruption(cluster: Cluster): Promise<void> {
	const value = Buffer.alloc(1000, 'sound');
	await cluster.etcdctl(['put', 'altered', value.toString()]);
	await settle(500);
	await cluster.corruptMember(1, value, Buffer.alloc(1000, 'harm!'), { wait: false });
	const deadline = Date.now() + 30_000;
	while (!(await cluster.etcdctl(['alarm', 'list'])).includes('CORRUPT')) {
		if (Date.now() > deadline) {
			throw new Error('etcd did not notice the altered data.');
		}
		await settle(200);
	}
}

/**
 * The members compact behind the answer, each when it can: waits until none uses more than that. What was freed counts as
 * free with a later commit, so something is written meanwhile.
 */
async function compacted(cluster: Cluster, maxBytes: number): Promise<void> {
	const deadline = Date.now() + 40_000;
	for (;;) {
		await cluster.etcdctl(['put', 'compacted', 'not yet']);
		const endpoint = cluster.endpoints.join(',');
		const told = await cluster.etcdctl(['endpoint', 'status'], { endpoint, json: true });
		const inUse = [...told.matchAll(/"dbSizeInUse":(\d+)/g)].map(([, bytes]) => Number(bytes));
		if (inUse.length === cluster.members.length && inUse.every(bytes => bytes <= maxBytes)) return;
		if (Date.now() > deadline) throw new Error(`After compaction ${inUse.join(', ')} bytes are in use.`);
		await settle(300);
	}
}

/** Turns authentication on: root with a password, and a user who may do nothing. */
async function enableAuthentication(cluster: Cluster): Promise<void> {
	for (const args of [
		['user', 'add', 'root:rootpw'],
		['role', 'add', 'root'],
		['user', 'grant-role', 'root', 'root'],
		['user', 'add', 'guest:guestpw'],
		['role', 'add', 'nothing'],
		['user', 'grant-role', 'guest', 'nothing'],
		['auth', 'enable'],
	]) {
		await cluster.etcdctl(args);
	}
}

export const faults: readonly Fault[] = [
	{ group: 'none', fault: 'idle', make: healthy(), expect: [] },
	{
		group: 'none',
		fault: 'under 1,500 puts/s during the diagnosis',
		make: after(async cluster => {
			const load = cluster.startLoad(1500);
			await reached(load, 1200);
			const [puts, since] = [load.puts, performance.now()];
			return {
				args: ['--window', '4s'],
				close: async () => {
					const putsPerSecond = (load.puts - puts) / ((performance.now() - since) / 1000);
					const { failed } = await load.stop();
					if (putsPerSecond < 1000 || failed > 0) {
						throw new Error(
							`The load was ${Math.round(putsPerSecond)} puts/s with ${failed} failures: the row proves nothing.`,
						);
					}
				},
			};
		}),
		// What else this machine does may keep it from making that load just then.
		attempts: 3,
		// Told, and no problem by itself.
		expect: ['etcd/revision-churn'],
	},
	...([0, 1, 2] as const).map((index): Fault => ({
		group: 'member',
		fault: `endpoint ${index + 1} of 3 killed`,
		make: after(async cluster => {
			await cluster.member(index).kill();
			await settle();
		}),
		expect: ['etcd/member-unreachable', 'etcd/quorum-at-risk'],
	})),
	{
		group: 'member',
		fault: 'hung (SIGSTOP)',
		make: after(async cluster => {
			cluster.member(1).pause();
			await settle();
			return { args: ['--timeout', '2s'], close: () => cluster.member(1).resume() };
		}),
		expect: ['etcd/member-unreachable', 'etcd/quorum-at-risk'],
	},
	{
		group: 'member',
		fault: 'two of three gone',
		make: after(async cluster => {
			await Promise.all([cluster.member(0).kill(), cluster.member(1).kill()]);
			await settle(4000);
			return { args: ['--timeout', '2s'] };
		}),
		expect: ['etcd/member-unreachable', 'etcd/quorum-lost', 'etcd/no-leader', 'etcd/read-fails'],
	},
	{
		group: 'member',
		fault: 'added as learner and not started',
		make: after(async cluster => {
			await cluster.addLearner({ start: false });
			return { endpoints: cluster.endpoints.slice(0, 3) };
		}),
		expect: ['etcd/member-not-started'],
	},
	{
		group: 'member',
		fault: 'running learner',
		make: after(async cluster => {
			await cluster.addLearner();
		}),
		expect: ['etcd/learner-not-promoted'],
	},
	{
		group: 'member',
		fault: 'two members of one name',
		// The name is told to the cluster at the next start, in every version alike.
		versions: ['3.6'],
		make: after(async cluster => {
			const member = cluster.member(1);
			await member.stop();
			member.launch(['--name=m0']);
			await member.ready();
			await settle();
		}),
		expect: ['etcd/member-name-ambiguous'],
	},
	{
		group: 'member',
		fault: 'two-member cluster',
		make: healthy({ size: 2 }),
		expect: ['etcd/even-member-count', 'etcd/quorum-at-risk'],
	},
	{ group: 'member', fault: 'single-member cluster', make: healthy({ size: 1 }), expect: ['etcd/single-member'] },
	{
		group: 'data',
		fault: 'NOSPACE',
		make: after(
			async cluster => {
				// The write that exceeds the quota is the one that is refused.
				await cluster.fill({ bytes: 24 * 1024 * 1024 }).catch(error => {
					if (!String(error).includes('database space exceeded')) {
						throw error;
					}
				});
			},
			{ quotaBytes: 16 * 1024 * 1024 },
		),
		expect: ['etcd/alarm-nospace', 'etcd/quota-near-limit'],
	},
	{
		group: 'data',
		fault: 'above 80 % of a small quota',
		make: after(
			async cluster => {
				await cluster.fill({ bytes: 13.5 * 1024 * 1024 });
			},
			{ quotaBytes: 16 * 1024 * 1024 },
		),
		expect: ['etcd/quota-near-limit'],
	},
	{
		group: 'data',
		fault: 'fragmented',
		make: after(async cluster => {
			await cluster.fill({ bytes: 280 * 1024 * 1024, prefix: 'gone', valueBytes: 512 * 1024 });
			await cluster.fill({ bytes: 110 * 1024 * 1024, prefix: 'kept', valueBytes: 512 * 1024 });
			await cluster.etcdctl(['del', '--prefix', 'gone/']);
			await cluster.etcdctl(['compact', '--physical', await cluster.revision()]);
			await compacted(cluster, 150 * 1024 * 1024);
			// Half a gigabyte has just been written, which the machine's memory felt: only what is written now is judged.
			return { args: ['--window', '1s'] };
		}),
		expect: ['etcd/database-fragmented'],
	},
	{
		group: 'data',
		fault: 'one member’s data altered offline',
		make: after(async cluster => {
			const value = Buffer.alloc(1000, 'sound');
			await cluster.etcdctl(['put', 'altered', value.toString()]);
			await settle(500);
			await cluster.corruptMember(1, value, Buffer.alloc(1000, 'harm!'));
			await settle(1000);
		}),
		expect: ['etcd/data-differs'],
	},
	{
		group: 'data',
		fault: 'altered data that etcd itself has noticed',
		make: version =>
			after(noticedCorruption, {
				// The flag lost its prefix in 3.6, which still takes the old one.
				flags: [`--${['3.4', '3.5'].includes(version) ? 'experimental-' : ''}corrupt-check-time=1s`],
			})(version),
		expect: ['etcd/data-differs', 'etcd/alarm-corrupt'],
	},
	...(
		[
			['3.4', '3.5'],
			['3.5', '3.6'],
			['3.6', '3.7'],
		] as const
	).map(([old, young]): Fault => ({
		group: 'versions',
		fault: `${old} and ${young} mixed`,
		versions: [young],
		make: async () => {
			const cluster = await startCluster({ versions: [old, old, young] });
			// Members of two versions connect once more when the cluster has decided its own.
			await cluster.decided(old);
			return { cluster };
		},
		expect: ['etcd/version-skew'],
		expectIn: {
			'3.6': ['etcd/version-with-known-bug', 'etcd/upgrade-needs-newer-patch'],
			'3.7': ['etcd/version-with-known-bug'],
		},
	})),
	{
		group: 'TLS',
		fault: 'healthy, with client certificates',
		make: after(async cluster => ({ args: withClientCertificate(cluster) }), { tls: true }),
		expect: [],
	},
	{
		group: 'TLS',
		fault: 'wrong CA',
		make: after(
			async cluster => {
				const other = await makePki(join(cluster.dir, 'other-pki'));
				return { args: ['--cacert', other.ca.cert, ...withClientCertificate(cluster).slice(2)] };
			},
			{ tls: true },
		),
		expect: ['etcd/tls-refused'],
		hidesIn: versions,
	},
	{
		group: 'TLS',
		fault: 'expired client certificate',
		make: after(async cluster => ({ args: withClientCertificate(cluster) }), {
			tls: { client: { notAfter: new Date(Date.now() - 24 * 3_600_000) } },
		}),
		expect: ['etcd/tls-refused', 'etcd/certificate-expires'],
		hidesIn: versions,
	},
	{
		group: 'TLS',
		fault: 'server certificate without the dialled name',
		make: after(async cluster => ({ args: withClientCertificate(cluster) }), {
			tls: { server: { dnsNames: ['etcd.example'], ipAddresses: ['127.0.0.9'] } },
		}),
		expect: ['etcd/tls-refused', 'etcd/certificate-names-mismatch'],
		hidesIn: versions,
	},
	{
		group: 'access',
		fault: 'authentication on, no credentials',
		make: after(enableAuthentication),
		expect: ['etcd/authentication-required'],
		// From here on the status, and with it the version, is told to nobody without a user.
		hidesIn: ['3.6', '3.7'],
	},
	{
		group: 'access',
		fault: 'authentication on, with credentials',
		make: after(async cluster => {
			await enableAuthentication(cluster);
			return { args: ['--user', 'root:rootpw'] };
		}),
		expect: [],
	},
	{
		group: 'access',
		fault: 'authentication on, too few rights',
		make: after(async cluster => {
			await enableAuthentication(cluster);
			return { args: ['--user', 'guest:guestpw'] };
		}),
		expect: ['etcd/permission-denied'],
	},
	{
		group: 'endpoints',
		fault: 'one of another cluster mixed in',
		make: async version => {
			const cluster = await startCluster({ version });
			const other = await startCluster({ version, size: 1, token: 'other' });
			return {
				cluster,
				endpoints: [...cluster.endpoints.slice(0, 2), ...other.endpoints, ...cluster.endpoints.slice(2)],
				close: () => other.close(),
			};
		},
		expect: ['etcd/cluster-ids-differ'],
	},
	{
		group: 'endpoints',
		fault: 'a port that is not etcd',
		make: after(async cluster => {
			const port = await freePort();
			const server = createServer(socket => {
				socket.on('error', () => socket.destroy());
				socket.resume().end('SSH-2.0-none\r\n');
			}).listen(port, '127.0.0.1');
			return {
				endpoints: [...cluster.endpoints, `http://127.0.0.1:${port}`],
				close: () => new Promise(resolve => server.close(() => resolve())),
			};
		}),
		expect: ['etcd/not-etcd'],
	},
	{
		group: 'speed',
		fault: 'slow disk',
		make: after(async cluster => {
			const slow = await slowDown(cluster, 1);
			const load = cluster.startLoad(100);
			return {
				args: ['--window', '5s'],
				close: async () => {
					await load.stop();
					await slow.end();
				},
			};
		}),
		expect: ['etcd/slow-wal-fsync', 'etcd/slow-backend-commit', 'etcd/one-slow-disk'],
	},
	{
		group: 'speed',
		fault: 'slow peer',
		// etcd measures the way to a peer some seconds after the start and then every 30 s; four measurements are judged.
		early: true,
		make: after(() => settle(38_000), { peerDelayMs: { 2: 250 } }),
		expect: ['etcd/slow-peer-round-trip'],
	},
];
