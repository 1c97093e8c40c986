import { commands, Disposable, window } from 'vscode';
import { isAnyReachable } from '../../core/diagnose.ts';
import { messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { setContext } from '../context-keys.ts';
import type { Source } from '../session.ts';
import { countsInWords } from '../words-of.ts';
import { ClusterNode } from './cluster-node.ts';
import { dataDirectoryNode } from './data-directory-node.ts';
import { FindingGroupNode } from './finding-group-node.ts';
import { foundIn, groupFindings } from './finding-groups.ts';
import { Tree, type TreeNode } from './tree-node.ts';

/** The views of the activity bar. Showing them reads the saved connections and asks no cluster anything. */
export function registerViews(app: App): Disposable {
	return Disposable.from(registerClusters(app), registerFindings(app), registerDataDirectories(app));
}

function registerClusters(app: App): Disposable {
	const tree = new Tree(() => rootsOrReason(), [app.connections.onDidChange, app.session.onDidChange]);
	const view = window.createTreeView('quorum.clusters', { treeDataProvider: tree, showCollapseAll: true });
	const rootsOrReason = async () => {
		try {
			const nodes = await clusterNodes(app);
			view.message = app.connections.problems().join('\n');
			return nodes;
		} catch (error) {
			// Nobody asked by a command, so the view itself says why it is empty.
			view.message = messageOf(error);
			app.log.failure(error);
			return [];
		}
	};
	return view;
}

async function clusterNodes(app: App): Promise<TreeNode[]> {
	const saved = await app.connections.all();
	setContext('quorum.connectionCount', saved.length);
	const keys = new Set(saved.map(({ key }) => key));
	const isElsewhere = (source: Source) => keys.has(source.key) || source.kind === 'kubernetes';
	const opened = app.session.all().filter(({ source }) => !isElsewhere(source));
	return [
		...saved.map(each => new ClusterNode({ key: each.key, name: each.connection.name, saved: each }, app.session)),
		...opened.map(({ source }) => new ClusterNode(source, app.session)),
	];
}

function registerDataDirectories({ dataDirectories }: App): Disposable {
	const tree = new Tree(() => dataDirectories.paths.map(dataDirectoryNode), [dataDirectories.onDidChange]);
	return window.createTreeView('quorum.dataDirectory', { treeDataProvider: tree, showCollapseAll: true });
}

function registerFindings(app: App): Disposable {
	const { session, findingsView } = app;
	const roots = () => groupFindings(session.all(), findingsView.grouping, findingsView.filter);
	const namesCluster = () => findingsView.grouping !== 'cluster' && session.all().length > 1;
	const tree = new Tree(
		() => roots().map(group => new FindingGroupNode(group, findingsView.grouping, namesCluster())),
		[session.onDidChange, findingsView.onDidChange],
	);
	const view = window.createTreeView('quorum.findings', { treeDataProvider: tree, showCollapseAll: true });
	const update = () => {
		const found = foundIn(session.all()).map(({ finding }) => finding);
		const counts = countsInWords(found);
		view.badge = found.length > 0 ? { value: found.length, tooltip: t('etcd: {0}', counts) } : undefined;
		view.description = findingsView.filter === '' ? counts : t('filter: {0}', findingsView.filter);
		setContext('quorum.runState', found.length > 0 ? 'found' : stateOf(app));
		setContext('quorum.isFiltered', findingsView.filter !== '');
	};
	update();
	return Disposable.from(view, session.onDidChange(update), findingsView.onDidChange(update));
}

/**
 * Which of the welcome texts fits an empty view. Where there are findings none does: the view is then empty for the moment
 * that it takes to draw them, and must not say meanwhile that all is well.
 */
function stateOf({ session }: App): 'running' | 'none' | 'unseen' | 'done' {
	const runs = session.all();
	if (runs.length === 0) {
		return session.isRunning() ? 'running' : 'none';
	}
	return runs.some(({ report }) => isAnyReachable(report)) ? 'done' : 'unseen';
}

/** Brings the view of the findings to the front. */
export async function focusFindings(): Promise<void> {
	await commands.executeCommand('quorum.findings.focus');
}
