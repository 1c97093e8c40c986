import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import type { ContextEntry, ContextList } from '../../app/kubernetes/contexts.ts';
import type { WorkloadName } from '../../app/kubernetes/open-workload.ts';
import type { LiveCluster } from '../../app/kubernetes/live-cluster.ts';
import { Emitter } from '../emitter.ts';
import type { Log } from '../log.ts';
import { readKubernetesSettings } from '../settings.ts';

/**
 * The contexts of all kubeconfigs, and what became of those that somebody opened. Reading names asks no cluster anything; files
 * are watched from the first look on.
 */
export class KubeHub {
	readonly #log: Log;
	/** What somebody opened below a cluster that manages others; forgotten with the window. */
	readonly #workloads = new Map<string, ContextEntry>();
	readonly #clusters = new Map<string, LiveCluster>();
	readonly #watchers = new Map<string, Disposable>();
	/** By cluster; forgotten with the window. */
	readonly #eventFilters = new Map<string, string>();
	readonly #changed = new Emitter<string | undefined>();
	/** With the key of the cluster that changed, or without one where the contexts did. */
	readonly onDidChange = this.#changed.event;

	constructor(log: Log) {
		this.#log = log;
	}

	async contexts(): Promise<ContextList> {
		const { listContexts } = await import('../../app/kubernetes/contexts.ts');
		const list = await listContexts(process.env, readKubernetesSettings().kubeconfigs);
		this.#watch(list.paths);
		return { ...list, entries: [...list.entries, ...this.#workloads.values()] };
	}

	/** Lists a cluster that another one manages from now on. */
	async addWorkload(manager: ContextEntry, cluster: WorkloadName): Promise<ContextEntry> {
		const { workloadEntry } = await import('../../app/kubernetes/contexts.ts');
		const entry = workloadEntry(manager, cluster);
		this.#workloads.set(entry.key, entry);
		this.refresh();
		return entry;
	}

	/** Of a context that stays in its kubeconfig only the connection ends. */
	disconnect({ key }: ContextEntry): void {
		this.#clusters.get(key)?.close();
		if (this.#workloads.delete(key)) {
			this.#clusters.delete(key);
			this.refresh();
		}
	}

	async find(key: string): Promise<ContextEntry | undefined> {
		return (await this.contexts()).entries.find(entry => entry.key === key);
	}

	/** The cluster as far as somebody has opened it. */
	known(key: string): LiveCluster | undefined {
		return this.#clusters.get(key);
	}

	/** Made on demand; dials nothing. */
	async cluster({ key, file, context, workload }: ContextEntry): Promise<LiveCluster> {
		const known = this.#clusters.get(key);
		if (known) {
			return known;
		}
		const { LiveCluster } = await import('../../app/kubernetes/live-cluster.ts');
		const made = new LiveCluster(
			key,
			workload
				? { manager: await this.cluster(workload.manager), workload: workload.cluster }
				: { file, context: context.name },
			{
				env: process.env,
				// As they are at each attempt: trust may be granted, and settings changed, meanwhile.
				get isTrusted() {
					return workspace.isTrusted;
				},
				get timeoutMs() {
					return readKubernetesSettings().timeoutMs;
				},
				keepsEvents: () => readKubernetesSettings().keepsEvents,
				onMessage: text => this.#log.info(`${context.name}: ${text.trim()}`),
				onChange: () => this.#changed.fire(key),
			},
		);
		this.#clusters.set(key, made);
		return made;
	}

	/** The entry of a cluster that another one manages, where somebody has opened it. */
	workload(manager: string, { namespace, name }: WorkloadName): ContextEntry | undefined {
		return [...this.#workloads.values()].find(
			({ workload }) =>
				workload?.manager.key === manager && workload.cluster.namespace === namespace && workload.cluster.name === name,
		);
	}

	eventFilter(key: string): string {
		return this.#eventFilters.get(key) ?? '';
	}

	filterEvents(key: string, text: string): void {
		this.#eventFilters.set(key, text.trim());
		this.#changed.fire(key);
	}

	refresh(): void {
		this.#clusters.forEach(cluster => cluster.forgetAsked());
		this.#changed.fire(undefined);
	}

	dispose(): void {
		this.#clusters.forEach(cluster => cluster.close());
		this.#watchers.forEach(watcher => watcher.dispose());
	}

	/** Files that are not there yet are watched too: somebody may be about to make them. */
	#watch(paths: readonly string[]): void {
		for (const path of paths.filter(each => !this.#watchers.has(each))) {
			const uri = Uri.file(path);
			const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
			const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, '..'), name));
			const tell = () => this.refresh();
			this.#watchers.set(
				path,
				Disposable.from(watcher, watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell)),
			);
		}
	}
}
