import { SignInError } from '../../adapters/kubernetes/exec-plugin.ts';
import { ApiError, type ApiHost } from '../../adapters/kubernetes/api-client.ts';
import { isAllowed } from '../../adapters/kubernetes/reviews.ts';
import { stateFolder } from '../../adapters/files/state-folder.ts';
import { shellPath } from '../../adapters/kubernetes/shell-path.ts';
import { Watch, type Watched } from '../../adapters/kubernetes/watch.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import type { KeptEvent } from '../../core/event-history.ts';
import { eventsOf } from '../../core/kubernetes-events.ts';
import type { KubeObject } from '../../core/kubernetes.ts';
import { kubernetesResources, type ResourceName } from '../../core/kubernetes-resources.ts';
import type { ComponentSpec } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import { diagnoseOpen, firstContact, signInMs, type KubernetesOptions, type KubernetesRun } from './diagnose.ts';
import type { Host } from '../diagnose.ts';
import { clusterApiRows, type ClusterApiHost } from './cluster-api-rows.ts';
import { EventHistory } from './keep-events.ts';
import { openCluster, type OpenCluster } from './open-cluster.ts';
import { openWorkload, type WorkloadName } from './open-workload.ts';
import type { Row } from './rows.ts';

export type { Watched };

/** What became of the attempt to reach a cluster. */
export type ClusterState =
	| { readonly kind: 'closed' }
	| { readonly kind: 'connecting' }
	| { readonly kind: 'needs-sign-in'; readonly reason: string }
	| { readonly kind: 'denied'; readonly reason: string }
	| { readonly kind: 'unreachable'; readonly reason: string }
	| { readonly kind: 'connected'; readonly version: string };

export interface LiveHost {
	readonly env: NodeJS.ProcessEnv;
	readonly isTrusted: boolean;
	readonly timeoutMs: number;
	/** Whether events are kept on this machine's disk. */
	keepsEvents(): boolean;
	/** What a plugin says while it signs in. */
	onMessage(text: string): void;
	/** The state, or something that is watched, has changed. */
	onChange(): void;
}

/** A context of a kubeconfig, or a cluster that another one manages. */
export type LiveSource =
	| { readonly file: string; readonly context: string }
	| { readonly manager: LiveCluster; readonly workload: WorkloadName };

/** More than anybody looks through; putting them together must not hold up the window. */
const mostHeld = 2000;

/** A dozen lists each time, and what they tell changes slowly. */
const betweenAsksMs = 30_000;

/** For the one question that tells which cluster this is. */
const historyMs = 10_000;

/**
 * One cluster of the sidebar with a state of its own: no other cluster waits for it, or learns of its trouble. Nothing is dialled
 * before `connect`, and only what is shown is watched.
 */
export class LiveCluster {
	readonly key: string;
	readonly #source: LiveSource;
	readonly #host: LiveHost;
	readonly #watches = new Map<string, Watch>();
	#state: ClusterState = { kind: 'closed' };
	#cluster: OpenCluster | undefined;
	#attempt: AbortController | undefined;
	#history: EventHistory | undefined;
	#asked: { readonly rows: Promise<Row[]>; readonly at: number } | undefined;
	#askAgain: NodeJS.Timeout | undefined;

	constructor(key: string, source: LiveSource, host: LiveHost) {
		this.key = key;
		this.#source = source;
		this.#host = host;
	}

	get state(): ClusterState {
		return this.#state;
	}

	/** Ends with a state, never with an error. A second call joins none: the first is cancelled. */
	async connect(): Promise<ClusterState> {
		this.close();
		const attempt = new AbortController();
		this.#attempt = attempt;
		this.#become({ kind: 'connecting' });
		const state = await this.#try(attempt.signal);
		// Cancelled meanwhile: whoever did it has set the state.
		if (this.#attempt === attempt) {
			this.#become(state);
		}
		return state;
	}

	/** Ends the attempt, or the connection and all that is watched. */
	close(): void {
		this.#attempt?.abort();
		this.#attempt = undefined;
		this.#watches.forEach(watch => watch.stop());
		this.#watches.clear();
		this.#cluster?.close();
		this.#cluster = undefined;
		this.#history = undefined;
		this.forgetAsked();
		this.#become({ kind: 'closed' });
	}

	/** The objects of one kind, kept up to date from now on; `undefined` while there is no connection. */
	watched(name: ResourceName, keep?: (object: KubeObject) => boolean): Watched | undefined {
		const cluster = this.#cluster;
		if (cluster === undefined || this.#state.kind !== 'connected') {
			return undefined;
		}
		const { client, discovery, lists } = cluster;
		const watch =
			this.#watches.get(name) ??
			new Watch({
				client,
				discovery,
				lists,
				resource: kubernetesResources[name],
				...(keep && { keep }),
				most: mostHeld,
				onChange: () => this.#host.onChange(),
			});
		this.#watches.set(name, watch);
		return watch.now();
	}

	/** Stops watching: nobody sees it any more. */
	unwatch(names: readonly ResourceName[]): void {
		for (const name of names) {
			this.#watches.get(name)?.stop();
			this.#watches.delete(name);
		}
	}

	/** These events with those that the API server has forgotten, where the user wants them kept; else none. */
	async keptEvents(told: readonly KubeObject[], now: number): Promise<readonly KeptEvent[]> {
		const cluster = this.opened();
		if (cluster === undefined || !this.#host.keepsEvents()) {
			return [];
		}
		const history =
			this.#history ?? (await EventHistory.of(cluster, AbortSignal.timeout(historyMs), stateFolder(this.#host.env)));
		this.#history = history;
		return history.add(eventsOf(told), now);
	}

	/** The Clusters of Cluster API. They are not watched: while somebody looks they are asked for anew now and then. */
	async clusterApi(host: ClusterApiHost): Promise<{ readonly rows: readonly Row[]; readonly at: number }> {
		const cluster = this.opened();
		if (cluster === undefined) {
			return { rows: [], at: Date.now() };
		}
		this.#asked ??= { rows: clusterApiRows(cluster, host), at: Date.now() };
		const { rows, at } = this.#asked;
		this.#askAgain ??= setTimeout(() => {
			this.forgetAsked();
			this.#host.onChange();
		}, betweenAsksMs);
		return { rows: await rows, at };
	}

	/** Whoever looks next sees what is then. */
	forgetAsked(): void {
		clearTimeout(this.#askAgain);
		this.#askAgain = undefined;
		this.#asked = undefined;
	}

	/** For what is asked once. */
	opened(): OpenCluster | undefined {
		return this.#state.kind === 'connected' ? this.#cluster : undefined;
	}

	async diagnose(
		manifests: readonly ComponentSpec[],
		options: KubernetesOptions,
		host: Host,
	): Promise<KubernetesRun | undefined> {
		const cluster = this.opened() ?? ((await this.connect()).kind === 'connected' ? this.opened() : undefined);
		return cluster && diagnoseOpen(cluster, manifests, options, host);
	}

	async #try(signal: AbortSignal): Promise<ClusterState> {
		const { env, isTrusted, timeoutMs, onMessage } = this.#host;
		try {
			const apiHost = {
				env,
				isAllowed: isTrusted,
				timeoutMs: signInMs,
				requestMs: 30_000,
				onMessage,
				shellPath: () => shellPath(env),
			};
			const cluster = await openSource(this.#source, apiHost, signal);
			if (signal.aborted) {
				cluster.close();
				return { kind: 'closed' };
			}
			this.#cluster = cluster;
			const version = await firstContact(cluster, timeoutMs, signal);
			return (await maySeeAnything(cluster, signal))
				? { kind: 'connected', version }
				: { kind: 'denied', reason: t('This user may list neither nodes nor pods.') };
		} catch (error) {
			return stateOf(error);
		}
	}

	#become(state: ClusterState): void {
		if (this.#state !== state && !(this.#state.kind === 'closed' && state.kind === 'closed')) {
			this.#state = state;
			this.#host.onChange();
		}
	}
}

async function openSource(source: LiveSource, host: ApiHost, signal: AbortSignal): Promise<OpenCluster> {
	if ('file' in source) {
		return openCluster(source, host);
	}
	const { manager, workload } = source;
	const state = manager.opened() ? manager.state : await manager.connect();
	const opened = manager.opened();
	if (opened === undefined) {
		throw new ExpectedError('reason' in state ? state.reason : t('This cluster is not connected.'));
	}
	return openWorkload(opened, workload, host, signal);
}

/** Version and health are told to everybody: whoever may list nothing is let in and sees nothing. */
async function maySeeAnything({ client }: OpenCluster, signal: AbortSignal): Promise<boolean> {
	const list = { verb: 'list' } as const;
	const asked = [
		{ ...list, resource: 'nodes' },
		{ ...list, resource: 'pods' },
		{ ...list, resource: 'pods', namespace: 'kube-system' },
	];
	const answers = await Promise.all(asked.map(permission => isAllowed(client, permission, signal)));
	return answers.includes(true);
}

/** Which kind of trouble it is: each is mended by somebody else. */
export function stateOf(error: unknown): ClusterState {
	const reason = messageOf(error);
	if (error instanceof SignInError) {
		return { kind: 'needs-sign-in', reason };
	}
	return error instanceof ApiError && error.status === 403
		? { kind: 'denied', reason }
		: { kind: 'unreachable', reason };
}
