import { readEventHistory, writeEventHistory } from '../../adapters/files/event-history.ts';
import { stateFolder } from '../../adapters/files/state-folder.ts';
import { kubernetesResources } from '../../core/kubernetes-resources.ts';
import type { KubeEvent } from '../../core/kubernetes-events.ts';
import { ExpectedError } from '../../core/errors.ts';
import { type KeptEvent, mergeHistory, withinLimits } from '../../core/event-history.ts';
import { t } from '../../core/words.ts';
import type { OpenCluster } from './open-cluster.ts';

/** Writing thousands of lines with each change would wear the disk; an API server remembers longer than this. */
const betweenWritesMs = 60_000;

/** The events of one cluster that outlive its API server's memory, on this machine's disk. */
export class EventHistory {
	readonly #folder: string;
	readonly #cluster: string;
	readonly #unreadable: number;
	#kept: readonly KeptEvent[];
	#writtenAt = -Infinity;

	private constructor(folder: string, cluster: string, read: Awaited<ReturnType<typeof readEventHistory>>) {
		this.#folder = folder;
		this.#cluster = cluster;
		this.#kept = read.events;
		this.#unreadable = read.unreadable;
	}

	static async of(cluster: OpenCluster, signal: AbortSignal, folder = stateFolder()): Promise<EventHistory> {
		const id = await idOf(cluster, signal);
		return new EventHistory(folder, id, await readEventHistory(folder, id));
	}

	/** What was kept and what is told now, without what is too old; written down now and then. */
	async add(told: readonly KubeEvent[], now: number): Promise<readonly KeptEvent[]> {
		this.#kept = withinLimits(mergeHistory(this.#kept, told), now);
		if (now - this.#writtenAt >= betweenWritesMs) {
			this.#writtenAt = now;
			await writeEventHistory(this.#folder, this.#cluster, this.#kept);
		}
		return this.#kept;
	}

	/** What a reader should know of it. */
	notes(): string[] {
		return this.#unreadable > 0 ? [t('{0} lines of the history of events cannot be read.', this.#unreadable)] : [];
	}
}

/** A cluster that was made anew behind the same address is another one: its first namespace tells, where one may see that. */
async function idOf({ client, lists }: OpenCluster, signal: AbortSignal): Promise<string> {
	try {
		const system = await lists.one(kubernetesResources.namespaces, undefined, 'kube-system', signal);
		return system?.metadata.uid ?? client.server.href;
	} catch (error) {
		if (error instanceof ExpectedError) {
			return client.server.href;
		}
		throw error;
	}
}
