import { ThemeIcon } from 'vscode';
import type { ContextEntry } from '../../app/kubernetes/contexts.ts';
import { messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { ActionNode } from '../tree/action-node.ts';
import { treeItem } from '../tree/item.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { stateInWords } from './context-node.ts';
import type { ExplorerNode } from './other-explorer.ts';
import { RowNode } from './row-node.ts';
import { noteNode } from './section-node.ts';

/** The node for etcd below a cluster of the other explorer. The cluster is dialled when somebody opens it. */
export function etcdNode(app: App, context: string, kubeconfig: string | undefined): ExplorerNode {
	const id = `quorum/${context}/etcd`;
	return shown({
		item: () =>
			treeItem({
				id,
				label: t('etcd members'),
				description: 'Quorum',
				icon: new ThemeIcon('database'),
				contextValue: 'kubeSection',
				children: 'closed',
			}),
		children: async () => {
			try {
				return await membersOf(app, context, kubeconfig);
			} catch (error) {
				app.log.failure(error);
				return [noteNode(id, messageOf(error), 'error')];
			}
		},
	});
}

/** In the form that the other extension asks for. */
function shown(node: TreeNode): ExplorerNode {
	return {
		getTreeItem: () => node.item(),
		getChildren: async () => ((await node.children?.()) ?? []).map(shown),
	};
}

async function membersOf(app: App, context: string, kubeconfig: string | undefined): Promise<TreeNode[]> {
	const id = `quorum/${context}/etcd`;
	const entry = await entryOf(app, context, kubeconfig);
	if (!entry) {
		return [noteNode(id, t('It is not sure which kubeconfig has this context "{0}".', context), 'error')];
	}
	const cluster = await app.kubernetes.cluster(entry);
	const state = cluster.opened() ? cluster.state : await cluster.connect();
	const opened = cluster.opened();
	if (!opened) {
		const why = 'reason' in state ? `: ${state.reason}` : '';
		return [noteNode(id, `${stateInWords(state)}${why}`, 'error')];
	}
	const { etcdRows } = await import('../../app/kubernetes/etcd-rows.ts');
	const members = app.session.latest(entry.key)?.report.members ?? [];
	const rows = await etcdRows(opened, members, AbortSignal.timeout(30_000));
	return [
		new ActionNode(`${id}/diagnose`, t('Diagnose cluster'), 'play', 'quorum.diagnoseCluster', [entry.key]),
		...rows.map(row => new RowNode(entry.key, 'etcd', row)),
		...(rows.length === 0 ? [noteNode(id, t('No pod of etcd is to be seen.'), 'nothing')] : []),
	];
}

/** Two files may have contexts of one name: then only the file that the other extension uses decides. */
async function entryOf(app: App, context: string, kubeconfig: string | undefined): Promise<ContextEntry | undefined> {
	const { entries } = await app.kubernetes.contexts();
	const named = entries.filter(entry => entry.context.name === context);
	return named.find(({ file }) => file === kubeconfig) ?? (named.length === 1 ? named[0] : undefined);
}
