import type { EtcdPod } from '../../core/etcd-pods.ts';
import type { Facts, LiveProbes, Reply } from '../../core/facts.ts';
import { ExpectedError } from '../../core/errors.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';
import type { Budget } from '../etcd/member-client.ts';
import { Unanswered } from '../etcd/silence.ts';
import { readEtcdctl } from '../import/etcdctl.ts';
import type { Found } from '../import/found.ts';
import { Json } from '../import/json.ts';
import type { ApiClient } from './api-client.ts';
import { apiCalls, type EtcdctlCommand } from './calls.ts';
import { runInPod } from './exec.ts';

export interface InPods {
	readonly client: ApiClient;
	readonly pods: readonly EtcdPod[];
	readonly budget: Budget;
}

type FromEtcdctl = 'statuses' | 'statusesLater' | 'memberLists' | 'alarms' | 'hashes' | 'linearizableReads';

/** What etcdctl tells in each pod of its own member. A pod in which it cannot run is a silent member. */
export function etcdctlProbes(where: InPods): Pick<LiveProbes, FromEtcdctl> {
	return {
		statuses: () => ask(where, 'status', 'statuses'),
		statusesLater: async () => [],
		memberLists: () => ask(where, 'members', 'memberLists'),
		alarms: () => ask(where, 'alarms', 'alarms'),
		hashes: () => ask(where, 'hash', 'hashes'),
		linearizableReads: () => ask(where, 'health', 'linearizableReads'),
	};
}

/** A fact that is one reply from each member. */
type Replies<K extends FromEtcdctl> = Facts[K];

async function ask<K extends FromEtcdctl>(where: InPods, command: EtcdctlCommand, fact: K): Promise<Replies<K>> {
	const replies = await Promise.all(where.pods.map(pod => askPod(where, pod, command, fact)));
	// Each is a reply of the kind that `fact` names: `firstReply` took it from there.
	return replies as unknown as Replies<K>;
}

async function askPod(
	{ client, budget }: InPods,
	pod: EtcdPod,
	command: EtcdctlCommand,
	fact: FromEtcdctl,
): Promise<Reply<unknown>> {
	const from = { endpoint: pod.clientUrl, memberName: pod.memberName };
	try {
		const found = await runEtcdctl(client, pod, command, budget);
		return { ...firstReply(found, fact), ...from };
	} catch (error) {
		if (error instanceof Unanswered) {
			return { ...from, silence: error.silence };
		}
		if (error instanceof ExpectedError) {
			return { ...from, silence: { stage: 'protocol', message: error.message } };
		}
		throw error;
	}
}

function firstReply(found: Found, fact: FromEtcdctl): Reply<unknown> {
	const [reply] = found.facts[fact] ?? [];
	if (reply === undefined) {
		throw new Unanswered('protocol', t('etcdctl told nothing.'));
	}
	return reply;
}

/** A member that is ill makes etcdctl fail, and what it printed still tells how. */
async function runEtcdctl(client: ApiClient, pod: EtcdPod, command: EtcdctlCommand, budget: Budget): Promise<Found> {
	const { ca, cert, key } = pod.certificates ?? {};
	const call = apiCalls.etcdctl(
		{ namespace: pod.namespace, pod: pod.name, container: pod.container },
		{
			endpoint: endpointInside(pod),
			...(ca !== undefined && { caFile: ca }),
			...(cert !== undefined && { certFile: cert }),
			...(key !== undefined && { keyFile: key }),
			timeoutSeconds: Math.max(1, Math.ceil(budget.timeoutMs / 1000) - 1),
		},
		command,
	);
	const { stdout, stderr, exitCode } = await runInPod(client, call, `${pod.namespace}/${pod.name}`, budget.signal);
	const found = stdout.trim() === '' ? undefined : readEtcdctl(Json.parse(stdout), pod.clientUrl);
	if (found === undefined) {
		throw new Unanswered('etcd', plain(lastLine(stderr) || t('etcdctl ended with {0}.', exitCode), 400));
	}
	return found;
}

/** Its own loopback address where it listens there, as kubeadm lets it; else the one that others use. */
function endpointInside({ flags, clientUrl }: EtcdPod): string {
	const listens = flags['listen-client-urls']?.split(',').map(url => url.trim()) ?? [];
	const port = new URL(clientUrl).port || '2379';
	const isQuiet = flags['listen-client-urls'] === undefined;
	return listens.find(url => /\/\/127\.0\.0\.1:/.test(url)) ?? (isQuiet ? `https://127.0.0.1:${port}` : clientUrl);
}

/** etcdctl logs JSON lines before it says what is wrong. */
function lastLine(text: string): string {
	return text.trim().split('\n').at(-1) ?? '';
}
