import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { etcdBinaries, type EtcdBinaries, type EtcdVersion } from './etcd-binaries.ts';
import { freePort } from './ports.ts';
import { startSshHosts, type SshHosts, type TestHost } from './ssh-hosts.ts';
import { run } from '../../scripts/setup/exec.mjs';

interface PodMember {
	readonly host: string;
	readonly clientUrl: string;
	readonly peerUrl: string;
	/** Empty where systemd starts it. */
	manifest: string;
}

/**
 * A cluster as kubeadm makes it: on each host a static pod of etcd, started by the host's double of kubelet. Or as Debian does:
 * a unit and its variables, started by the host's double of systemd.
 */
export class StaticPodCluster {
	readonly hosts: SshHosts;
	readonly members: readonly PodMember[];
	readonly #etcdctl: string;

	constructor(hosts: SshHosts, members: readonly PodMember[], etcdctl: string) {
		this.hosts = hosts;
		this.members = members;
		this.#etcdctl = etcdctl;
	}

	member(host: string): PodMember {
		const member = this.members.find(each => each.host === host);
		if (!member) throw new Error(`There is no member on ${host}.`);
		return member;
	}

	host(name: string): TestHost {
		return this.hosts.host(name);
	}

	/**
	 * As a client that tries again: a member that was killed may have led, and the others elect first. What it is given must do
	 * no harm a second time.
	 */
	async etcdctl(
		args: readonly string[],
		on: readonly string[] = this.members.map(({ host }) => host),
	): Promise<string> {
		const endpoints = on.map(host => this.member(host).clientUrl).join();
		const options = [`--endpoints=${endpoints}`, '--dial-timeout=2s', '--command-timeout=5s'];
		const deadline = Date.now() + 60_000;
		for (;;) {
			try {
				return await run(this.#etcdctl, [...options, ...args], { env: { ...process.env, ETCDCTL_API: '3' } });
			} catch (error) {
				if (Date.now() > deadline) throw error;
				await new Promise(resolve => setTimeout(resolve, 100));
			}
		}
	}

	/** Takes the manifest away, as somebody would who stops etcd; waits until it has ended. */
	async stop(host: string): Promise<void> {
		await this.hosts.run(host, `${takeAway}; while pgrep -x etcd >/dev/null; do sleep 0.1; done`);
	}

	/** etcd ends as in a crash, and does not come back. */
	async crash(host: string): Promise<void> {
		await this.hosts.run(host, `${takeAway}; pkill -KILL -x etcd; while pgrep -x etcd >/dev/null; do sleep 0.1; done`);
	}

	async wipe(host: string): Promise<void> {
		await this.hosts.run(host, 'rm -rf /var/lib/etcd/member');
	}

	close(): Promise<void> {
		return this.hosts.close();
	}
}

/** A unit of the drills is not started again when it ends. */
const takeAway =
	'[ ! -e /etc/kubernetes/manifests/etcd.yaml ] || mv /etc/kubernetes/manifests/etcd.yaml /etc/kubernetes/';

interface ClusterOptions {
	readonly size?: number;
	readonly version?: EtcdVersion;
	readonly diskSize?: string;
	readonly supervisor?: 'static-pod' | 'systemd';
	/** Whether the hosts have etcdctl, and etcdutl where there is one. */
	readonly hasTools?: boolean;
}

export async function startStaticPodCluster({
	size = 3,
	version = '3.6',
	diskSize,
	supervisor = 'static-pod',
	hasTools = false,
}: ClusterOptions = {}): Promise<StaticPodCluster> {
	const binaries = await etcdBinaries(version);
	const image = `registry.k8s.io/etcd:${binaries.version}-0`;
	const names = Array.from({ length: size }, (_, index) => `cp-${index + 1}`);
	const hosts = await startSshHosts({
		names,
		programs: { [image]: binaries.etcd },
		commands: hasTools ? toolsOf(binaries) : {},
		...(diskSize !== undefined && { diskSize }),
	});
	const members: PodMember[] = [];
	for (const host of names) {
		const [client, peer] = [await freePort(), await freePort()];
		members.push({ host, clientUrl: `http://127.0.0.1:${client}`, peerUrl: `http://127.0.0.1:${peer}`, manifest: '' });
	}
	const initial = members.map(({ host, peerUrl }) => `${host}=${peerUrl}`).join(',');
	const cluster = new StaticPodCluster(hosts, members, binaries.etcdctl);
	try {
		for (const member of members) {
			if (supervisor === 'systemd') {
				await hosts.run(member.host, unitScript, variablesOf(member, binaries.etcd, initial));
			} else {
				member.manifest = manifestOf(member, image, initial);
				await hosts.run(member.host, manifestScript, member.manifest);
			}
		}
		await cluster.etcdctl(['endpoint', 'health']);
	} catch (error) {
		await cluster.close();
		throw error;
	}
	return cluster;
}

function toolsOf({ etcdctl }: EtcdBinaries): Record<string, string> {
	const etcdutl = join(dirname(etcdctl), 'etcdutl');
	return { etcdctl, ...(existsSync(etcdutl) && { etcdutl }) };
}

const manifestScript =
	'umask 077; cat > /etc/kubernetes/manifests/.new && mv /etc/kubernetes/manifests/.new /etc/kubernetes/manifests/etcd.yaml';

/** Reads both files, the unit up to a line of its own. */
const unitScript = `mkdir -p /etc/systemd/system /etc/default && cat >/tmp/$$ && sed '/^%%%%$/,$d' /tmp/$$ >/etc/systemd/system/etcd.service &&
	sed '1,/^%%%%$/d' /tmp/$$ >/etc/default/etcd && rm /tmp/$$ && systemctl daemon-reload && systemctl start etcd.service`;

/** As Debian has it: the unit names no flag, the variables are in a file. */
function variablesOf({ host, clientUrl, peerUrl }: PodMember, program: string, initial: string): string {
	return `[Unit]
Description=etcd of ${host}
[Service]
EnvironmentFile=-/etc/default/%p
ExecStart=${program} \\
	$DAEMON_ARGS
%%%%
ETCD_NAME=${host}
ETCD_DATA_DIR=/var/lib/etcd
ETCD_LISTEN_CLIENT_URLS="${clientUrl}"
ETCD_ADVERTISE_CLIENT_URLS="${clientUrl}"
ETCD_LISTEN_PEER_URLS="${peerUrl}"
ETCD_INITIAL_ADVERTISE_PEER_URLS="${peerUrl}"
ETCD_INITIAL_CLUSTER="${initial}"
ETCD_INITIAL_CLUSTER_STATE=new
ETCD_HEARTBEAT_INTERVAL=50
ETCD_ELECTION_TIMEOUT=500
`;
}

function manifestOf({ host, clientUrl, peerUrl }: PodMember, image: string, initial: string): string {
	return `# etcd of ${host}
apiVersion: v1
kind: Pod
metadata:
  name: etcd
  namespace: kube-system
  labels:
    component: etcd
spec:
  hostNetwork: true
  containers:
  - name: etcd
    image: ${image}
    command:
    - etcd
    - --name=${host}
    - --data-dir=/var/lib/etcd
    - --listen-client-urls=${clientUrl}
    - --advertise-client-urls=${clientUrl}
    - --listen-peer-urls=${peerUrl}
    - --initial-advertise-peer-urls=${peerUrl}
    - --initial-cluster=${initial} # as it was first started
    - --initial-cluster-state=new
    - --heartbeat-interval=50
    - --election-timeout=500
`;
}
