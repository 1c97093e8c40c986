import { ApiClient, type ApiHost } from '../../adapters/kubernetes/api-client.ts';
import { Discovery } from '../../adapters/kubernetes/discovery.ts';
import type { EtcdCertificates } from '../../adapters/kubernetes/etcd-routes.ts';
import { accessOfContext, type KubeAccess } from '../../adapters/kubernetes/kube-access.ts';
import { readKubeconfig, type KubeContext, type Kubeconfig } from '../../adapters/kubernetes/kubeconfig.ts';
import { KubeconfigFiles, kubeconfigPaths } from '../../adapters/kubernetes/kubeconfig-files.ts';
import { Lists } from '../../adapters/kubernetes/lists.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';

/** One cluster of a kubeconfig, ready to be asked. Nothing is dialled by opening it. */
export interface OpenCluster {
	readonly context: KubeContext;
	readonly client: ApiClient;
	readonly discovery: Discovery;
	readonly lists: Lists;
	/** Those that can be made for it, of what the cluster that manages it keeps; used only where the user chose so. */
	readonly etcdCertificates?: EtcdCertificates;
	close(): void;
}

/** Which cluster is meant: a context of one file, or of those that kubectl would read. */
export interface ClusterChoice {
	readonly file?: string;
	/** The current one where none is named. */
	readonly context?: string;
}

export async function openCluster(choice: ClusterChoice, host: ApiHost): Promise<OpenCluster> {
	const all = await kubeconfigs(choice.file, host.env);
	const { config, context } = chooseContext(all, choice);
	return openWith(await accessOfContext(context, config, all), context, host);
}

/** With access that is already known. */
export function openWith(access: KubeAccess, context: KubeContext, host: ApiHost): OpenCluster {
	const client = new ApiClient(access, host);
	const discovery = new Discovery(client);
	return {
		context,
		client,
		discovery,
		lists: new Lists(client, discovery),
		close: () => client.close(),
	};
}

/** A file that is named must be there; of the others, those that cannot be read are passed over as long as one can. */
async function kubeconfigs(file: string | undefined, env: NodeJS.ProcessEnv): Promise<Kubeconfig[]> {
	if (file !== undefined) {
		return [await readKubeconfig(file)];
	}
	const paths = kubeconfigPaths(env);
	const found = await new KubeconfigFiles().read(paths);
	const readable = found.filter((each): each is Kubeconfig => !('problem' in each));
	if (readable.length === 0) {
		const problems = found.flatMap(each => ('problem' in each ? [each.problem] : []));
		throw new ExpectedError(problems[0] ?? t('There is no kubeconfig: {0} is not there.', paths.join(', ')));
	}
	return readable;
}

function chooseContext(
	all: readonly Kubeconfig[],
	{ context: wanted }: ClusterChoice,
): { readonly config: Kubeconfig; readonly context: KubeContext } {
	const name = wanted ?? all.find(({ currentContext }) => currentContext !== undefined)?.currentContext;
	if (name === undefined) {
		throw new ExpectedError(t('The kubeconfig has no current context: name one with --context.'));
	}
	for (const config of all) {
		const context = config.contexts.find(each => each.name === name);
		if (context) {
			return { config, context };
		}
	}
	const known = all.flatMap(({ contexts }) => contexts.map(each => each.name)).slice(0, 20);
	throw new ExpectedError(t('There is no context "{0}". Known: {1}.', name, known.join(', ') || t('none')));
}
