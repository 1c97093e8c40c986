import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseDuration } from '../core/duration.ts';
import { etcdRoutes } from '../core/etcd-routes.ts';
import type { Severity } from '../core/finding.ts';
import type { EtcdRoute } from '../core/kubernetes.ts';
import { formats, type Format } from '../core/report/index.ts';
import { t } from '../core/words.ts';

/** What the user typed, defaults and environment included. */
export interface Flags {
	readonly endpoints?: string;
	readonly discoverySrv?: string;
	readonly connection?: string;
	readonly kubeconfig?: string;
	readonly context?: string;
	readonly workload?: string;
	readonly route: EtcdRoute;
	readonly makeClientCertificate?: boolean;
	readonly replay?: string;
	readonly import: readonly string[];
	readonly cacert?: string;
	readonly cert?: string;
	readonly key?: string;
	readonly passphraseFile?: string;
	readonly user?: string;
	readonly passwordFile?: string;
	readonly serverName?: string;
	readonly insecureSkipTlsVerify?: boolean;
	readonly discover?: boolean;
	readonly timeout: number;
	readonly window: number;
	readonly deep?: boolean;
	readonly manifests: readonly string[];
	readonly check: readonly string[];
	readonly format: Format;
	readonly output?: string;
	readonly record?: string;
	readonly anonymize?: boolean;
	readonly failOn: Severity | 'never';
}

export type ConnectionFlags = Pick<
	Flags,
	| 'endpoints'
	| 'discoverySrv'
	| 'connection'
	| 'cacert'
	| 'cert'
	| 'key'
	| 'passphraseFile'
	| 'user'
	| 'passwordFile'
	| 'serverName'
	| 'insecureSkipTlsVerify'
	| 'discover'
	| 'timeout'
>;

export function withFlags(command: Command): Command {
	return withConnectionFlags(command)
		.option('--kubeconfig <file>', t('ask the Kubernetes cluster of this kubeconfig, and its etcd'))
		.option('--context <name>', t('context of the kubeconfig; without --kubeconfig, of those that kubectl reads'))
		.option('--workload <namespace/name>', t('a Cluster of Cluster API there: ask the cluster that it stands for'))
		.addOption(
			new Option('--route <route>', t('how far to climb towards the etcd of a Kubernetes cluster'))
				.choices(etcdRoutes)
				.default('api'),
		)
		.option(
			'--make-client-certificate',
			t(
				'with --workload and --route direct: make a client certificate of etcd, for 10 minutes and in memory, with the key of the authority in the secret NAME-etcd',
			),
		)
		.option('--replay <file>', t('judge a recording again instead of asking a cluster'))
		.option('--import <file>', t('judge a report of etcd-diagnosis or JSON of etcdctl; may be repeated'), list, [])
		.addOption(
			new Option('--window <duration>', t('time between the two samples of the metrics; 0 takes one'))
				.argParser(duration)
				.default(10_000, '10s'),
		)
		.option('--deep', t('hash databases however large, one member after another'))
		.option('--manifests <path>', t('file or folder that describes the cluster; may be repeated'), list, [])
		.option('--check <id>', t('run only this check; may be repeated'), list, [])
		.addOption(new Option('--format <format>', t('form of the report')).choices(Object.keys(formats)).default('text'))
		.option('--output <file>', t('write the report to a file'))
		.option('--record <file>', t('keep what was learned, without secrets, to be judged again'))
		.option('--anonymize', t('leave names and addresses out of the recording too'))
		.addOption(
			new Option('--fail-on <severity>', t('exit 1 from this severity on'))
				.choices(['error', 'warning', 'never'])
				.default('error'),
		);
}

/** How a cluster is found and entered: the same for every command that asks one. */
export function withConnectionFlags(command: Command): Command {
	return command
		.addOption(new Option('--endpoints <urls>', t('client URLs, comma separated')).env('ETCDCTL_ENDPOINTS'))
		.option('--discovery-srv <domain>', t('find the endpoints by the DNS SRV records of this domain'))
		.option('--connection <name>', t('a saved connection: your own, or one of .vscode/settings.json of this folder'))
		.addOption(new Option('--cacert <file>', t('authorities that the servers are trusted by')).env('ETCDCTL_CACERT'))
		.addOption(new Option('--cert <file>', t('client certificate')).env('ETCDCTL_CERT'))
		.addOption(new Option('--key <file>', t('key of the client certificate')).env('ETCDCTL_KEY'))
		.option('--passphrase-file <file>', t('file whose first line opens an encrypted key'))
		.addOption(new Option('--user <name>', t('user, or user:password as etcdctl takes it')).env('ETCDCTL_USER'))
		.option('--password-file <file>', t('file whose first line is the password'))
		.option('--server-name <name>', t('name expected in the server certificates'))
		.option('--insecure-skip-tls-verify', t('do not verify the servers (the report says so)'))
		.option('--discover', t('ask every member of the member list instead of the given endpoints'))
		.addOption(
			new Option('--timeout <duration>', t('what one member may cost from start to last answer'))
				.argParser(timeout)
				.default(5000, '5s'),
		);
}

/** What is beyond 31 bits of milliseconds, a timer of Node's takes as 1. */
const longestMs = 24 * 3_600_000;

function duration(text: string): number {
	const ms = parseDuration(text);
	if (ms === undefined) {
		throw new InvalidArgumentError(t('A duration reads like 5s, 500ms or 1m30s.'));
	}
	if (ms > longestMs) {
		throw new InvalidArgumentError(t('A day is the longest.'));
	}
	return Math.ceil(ms);
}

export function timeout(text: string): number {
	const ms = duration(text);
	if (ms === 0) {
		throw new InvalidArgumentError(t('Nobody can answer in no time.'));
	}
	return ms;
}

function list(value: string, before: readonly string[]): string[] {
	return [...before, value];
}
