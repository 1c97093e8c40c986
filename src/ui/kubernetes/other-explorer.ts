import { Disposable, extensions, type Extension, type TreeItem } from 'vscode';
import type { App } from '../app.ts';

/** The Kubernetes extension of Microsoft, and as much of what it publishes for others as is used here: version 1 of both. */
const otherExtension = 'ms-kubernetes-tools.vscode-kubernetes-tools';

interface Broker {
	get(
		component: string,
		version: 'v1',
	): { readonly available: true; readonly api: unknown } | { readonly available: false };
}

export interface ExplorerNode {
	getTreeItem(): TreeItem;
	getChildren(): Promise<ExplorerNode[]>;
}

/** `context` is the active one; of the others nothing can be opened there. */
interface ExplorerParent {
	readonly nodeType: string;
	readonly name?: string;
}

interface ClusterExplorer {
	registerNodeContributor(contributor: {
		contributesChildren(parent: ExplorerParent | undefined): boolean;
		getChildren(parent: ExplorerParent | undefined): Promise<ExplorerNode[]>;
	}): void;
	refresh(): void;
}

/** Which file it shows the contexts of. */
interface ExplorerConfiguration {
	getKubeconfigPath(): { readonly isHostPath: boolean; readonly path?: string };
}

/** It tells nobody when it has started, which is never brought about from here: it would dial. */
const lookEveryMs = 2000;

/** Hangs a node for etcd under the clusters of that extension once it runs; where it is not installed, nothing happens. */
export function registerOtherExplorer(app: App): Disposable {
	const look = () => {
		const other = extensions.getExtension<Broker>(otherExtension);
		if (!other || (other.isActive && hang(app, other))) {
			clearInterval(timer);
		}
	};
	const timer = setInterval(look, lookEveryMs);
	look();
	return new Disposable(() => clearInterval(timer));
}

function hang(app: App, { exports: broker }: Extension<Broker>): true {
	const explorer = apiOf<ClusterExplorer>(broker, 'clusterexplorer');
	const configuration = apiOf<ExplorerConfiguration>(broker, 'configuration');
	explorer?.registerNodeContributor({
		contributesChildren: parent => parent?.nodeType === 'context',
		getChildren: async parent => {
			const { etcdNode } = await import('./other-explorer-node.ts');
			const kubeconfig = configuration?.getKubeconfigPath();
			return [etcdNode(app, parent?.name ?? '', kubeconfig?.isHostPath ? kubeconfig.path : undefined)];
		},
	});
	// What it has shown before we came, it asks for again.
	explorer?.refresh();
	return true;
}

/** Undefined where that extension is too old, or too new, for this version. */
function apiOf<T>(broker: Broker | undefined, component: string): T | undefined {
	const offered = broker?.get(component, 'v1');
	// What stands behind a component and a version is published, and does not change.
	return offered?.available ? (offered.api as T) : undefined;
}
