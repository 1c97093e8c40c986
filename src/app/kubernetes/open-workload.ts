import type { ApiHost } from '../../adapters/kubernetes/api-client.ts';
import { accessOfText } from '../../adapters/kubernetes/kube-access.ts';
import { secretFields } from '../../adapters/kubernetes/secret-fields.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { certificateMadeFor } from './made-certificate.ts';
import { openWith, type OpenCluster } from './open-cluster.ts';

/** A Cluster of Cluster API, in the cluster that manages it. */
export interface WorkloadName {
	readonly namespace: string;
	readonly name: string;
}

export function workloadNameOf(text: string): WorkloadName {
	const [, namespace, name] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
	if (namespace === undefined || name === undefined) {
		throw new ExpectedError(t('A workload cluster is named NAMESPACE/NAME, not "{0}".', text));
	}
	return { namespace, name };
}

/**
 * The cluster that a Cluster of Cluster API stands for, by the kubeconfig that the provider of its control plane keeps in a
 * secret. That kubeconfig is read into memory, at each opening anew since it is rotated, and never written.
 */
export async function openWorkload(
	{ client }: Pick<OpenCluster, 'client'>,
	{ namespace, name }: WorkloadName,
	host: ApiHost,
	signal: AbortSignal,
): Promise<OpenCluster> {
	const [kubeconfig] = await secretFields(client, { namespace, name: `${name}-kubeconfig` }, ['value'], signal);
	const { access, context } = await accessOfText(kubeconfig?.toString('utf8') ?? '');
	const opened = openWith(access, { ...context, name: `${namespace}/${name}` }, { ...host, isAllowed: false });
	return { ...opened, etcdCertificates: certificateMadeFor({ client }, { namespace, name }) };
}
