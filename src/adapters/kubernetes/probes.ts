import type { KubernetesProbes } from '../../core/facts.ts';
import { etcdPodsIn } from '../../core/etcd-pods.ts';
import type { ApiServerVersion, Listing, Listings, PodLog } from '../../core/kubernetes.ts';
import { kubernetesResources, resourceNames, type ResourceName } from '../../core/kubernetes-resources.ts';
import { PermissionError } from '../../core/permission.ts';
import { plain } from '../../core/plain.ts';
import { withoutSecretsIn } from '../../core/secrets.ts';
import { clockOf } from '../etcd/front.ts';
import { ApiError, type ApiClient } from './api-client.ts';
import { apiCalls } from './calls.ts';
import { clusterApiReferences } from './cluster-api-references.ts';
import type { Discovery } from './discovery.ts';
import type { Climbed } from './etcd-routes.ts';
import { kubeadmConfigIn } from './kubeadm-config.ts';
import type { Lists } from './lists.ts';
import { bundleCertificates, secretCertificates } from './object-certificates.ts';
import { certificatesOfApiServer, healthOfApiServer, metricsOfApiServer, versionOfApiServer } from './own-facts.ts';

export type ListProbes = { readonly [K in ResourceName]: (signal: AbortSignal) => Promise<Listing> };

/** One list for each kind of the table, each asked at most once in a run. */
export function listProbes(lists: Lists): ListProbes {
	const entries = resourceNames.map(name => [name, onceForRun(signal => lists.all(kubernetesResources[name], signal))]);
	// Each name of the table has its list.
	return Object.fromEntries(entries) as Record<keyof Listings, (signal: AbortSignal) => Promise<Listing>>;
}

/** All facts that an API server tells. Nothing is asked before a probe is called. */
export function kubernetesProbes(
	client: ApiClient,
	discovery: Discovery,
	listed: ListProbes,
	etcd: Pick<Climbed, 'access'>,
): KubernetesProbes {
	const version = onceForRun(signal => versionOfApiServer(client, signal));
	return {
		...listed,
		apiServerHealth: signal => healthOfApiServer(client, signal),
		apiServerMetrics: signal => metricsOfApiServer(client, signal),
		apiServerVersion: async (signal): Promise<ApiServerVersion> => {
			const { gitVersion, major, minor } = await version(signal);
			return { gitVersion, major, minor };
		},
		apiServerClock: async signal => {
			const { answer } = await version(signal);
			return clockOf({ ...answer, body: answer.text });
		},
		kubernetesCertificates: async signal => {
			// The handshake is that of the first connection.
			await version(signal);
			return certificatesOfApiServer(client, signal);
		},
		secretCertificates: signal => secretCertificates(client, signal),
		kubeadmConfig: async signal => kubeadmConfigIn((await listed.configMaps(signal)).objects),
		bundleCertificates: async signal => {
			const kinds = [
				listed.validatingWebhookConfigurations,
				listed.mutatingWebhookConfigurations,
				listed.apiServices,
				listed.customResourceDefinitions,
			];
			const all = await Promise.all(kinds.map(list => list(signal)));
			return bundleCertificates(all.flatMap(({ objects }) => objects));
		},
		clusterApiReferences: signal => clusterApiReferences(client, discovery, listed, signal),
		podLogs: async signal => {
			const pods = etcdPodsIn((await listed.pods(signal)).objects);
			const logs = await Promise.all(pods.map(pod => logOf(client, pod, signal)));
			return logs.flat();
		},
		etcdAccess: signal => etcd.access(signal),
	};
}

/** The end of a log; a pod that has none yet tells nothing. */
async function logOf(
	client: ApiClient,
	pod: { readonly namespace: string; readonly name: string },
	signal: AbortSignal,
): Promise<PodLog[]> {
	try {
		const { text } = await client.text(apiCalls.log(pod.namespace, pod.name, 'etcd', 500, false), signal);
		const lines = text
			.split('\n')
			.filter(line => line !== '')
			.map(line => plain(withoutSecretsIn(line), 2000));
		return [{ namespace: pod.namespace, pod: pod.name, container: 'etcd', previous: false, lines }];
	} catch (error) {
		if (error instanceof ApiError && error.status === 403) {
			const { namespace, name } = pod;
			throw new PermissionError({ verbs: ['get'], group: '', resource: 'pods/log', namespace, names: [name] });
		}
		throw error;
	}
}

export function onceForRun<T>(ask: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
	let asked: Promise<T> | undefined;
	return signal => (asked ??= ask(signal));
}
