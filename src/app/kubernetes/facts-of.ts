import { kubernetesProbes, listProbes } from '../../adapters/kubernetes/probes.ts';
import { collect, type Collected } from '../../core/collect.ts';
import { ExpectedError } from '../../core/errors.ts';
import type { FactName, Facts } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import type { KubernetesHost } from './diagnose.ts';
import { firstContact, signInMs } from './diagnose.ts';
import { openCluster, type ClusterChoice, type OpenCluster } from './open-cluster.ts';

/** Asks a cluster for some facts, without judging them. Throws where nobody answers. */
export function factsOfCluster(
	choice: ClusterChoice,
	names: readonly FactName[],
	timeoutMs: number,
	host: KubernetesHost,
): Promise<Collected & { readonly context: string }> {
	return withCluster(choice, timeoutMs, host, async cluster => ({
		...(await factsOfOpen(cluster, names, host)),
		context: cluster.context.name,
	}));
}

/** Opens a cluster for as long as the work takes. Throws where nobody answers. */
export async function withCluster<T>(
	choice: ClusterChoice,
	timeoutMs: number,
	host: KubernetesHost,
	work: (cluster: OpenCluster) => Promise<T>,
): Promise<T> {
	const { env, isTrusted: isAllowed, onMessage } = host;
	const apiHost = { env, isAllowed, timeoutMs: signInMs, requestMs: 60_000, ...(onMessage && { onMessage }) };
	const cluster = await openCluster(choice, apiHost);
	try {
		await firstContact(cluster, timeoutMs, host.signal);
		return await work(cluster);
	} finally {
		cluster.close();
	}
}

export async function factsOfOpen(
	cluster: OpenCluster,
	names: readonly FactName[],
	host: Pick<KubernetesHost, 'signal' | 'bug'>,
): Promise<Collected> {
	const takenAt = Date.now();
	const notAsked = async () => {
		throw new ExpectedError(t('Not asked.'));
	};
	const probes = {
		...kubernetesProbes(cluster.client, cluster.discovery, listProbes(cluster.lists), { access: notAsked }),
		now: async () => takenAt,
	};
	return collect(probes, names, host.signal, (_fact, error) => host.bug(error));
}

/** A fact without which there is nothing to show; throws with the reason where it is missing. */
export function needed<K extends FactName>({ facts, gaps }: Collected, name: K): Facts[K] {
	const value = facts[name];
	if (value === undefined) {
		throw new ExpectedError(gaps[name] ?? t('Not asked.'));
	}
	// A fact that is there has the type of its name.
	return value as Facts[K];
}
