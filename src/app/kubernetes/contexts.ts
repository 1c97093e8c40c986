import { KubeconfigFiles, kubeconfigPaths, type FoundKubeconfig } from '../../adapters/kubernetes/kubeconfig-files.ts';
import type { KubeContext } from '../../adapters/kubernetes/kubeconfig.ts';
import { t } from '../../core/words.ts';
import type { WorkloadName } from './open-workload.ts';

/** One context of one file: two files may have contexts of the same name. */
export interface ContextEntry {
	/** Stable as long as the file has the context. */
	readonly key: string;
	readonly file: string;
	readonly context: KubeContext;
	/** As the kubeconfig names it. */
	readonly server: string;
	readonly isCurrent: boolean;
	/** Of a cluster that another one manages through Cluster API; its file is that of the other. */
	readonly workload?: { readonly manager: ContextEntry; readonly cluster: WorkloadName };
}

/** The entry of a cluster that the cluster of another entry manages. */
export function workloadEntry(manager: ContextEntry, cluster: WorkloadName): ContextEntry {
	const name = `${cluster.namespace}/${cluster.name}`;
	return {
		key: `${manager.key}!${name}`,
		file: manager.file,
		context: { name: t('{0}, of {1}', name, manager.context.name), cluster: name, user: '' },
		server: '',
		isCurrent: false,
		workload: { manager, cluster },
	};
}

export interface ContextList {
	readonly entries: readonly ContextEntry[];
	/** What is wrong with files, in sentences. */
	readonly problems: readonly string[];
	/** All that were looked for, there or not: to be watched. */
	readonly paths: readonly string[];
}

const files = new KubeconfigFiles();

/** The contexts of all kubeconfigs: of those that kubectl would read, and of further ones. Asks no cluster anything. */
export async function listContexts(env: NodeJS.ProcessEnv, more: readonly string[]): Promise<ContextList> {
	const paths = kubeconfigPaths(env, more);
	const found = await files.read(paths);
	// As kubectl merges them: the first file that names one decides.
	const current = found.find(each => 'currentContext' in each && each.currentContext !== undefined);
	return {
		entries: found.flatMap(each => entriesOf(each, each === current)),
		problems: found.flatMap(each => ('problem' in each ? [each.problem] : [])),
		paths,
	};
}

function entriesOf(config: FoundKubeconfig, decides: boolean): ContextEntry[] {
	if ('problem' in config) {
		return [];
	}
	return config.contexts.map(context => ({
		key: `${config.file}#${context.name}`,
		file: config.file,
		context,
		server: config.servers.get(context.cluster) ?? '',
		isCurrent: decides && config.currentContext === context.name,
	}));
}
