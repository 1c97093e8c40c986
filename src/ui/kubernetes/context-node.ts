import { ThemeColor, ThemeIcon, type TreeItem } from 'vscode';
import type { ContextEntry } from '../../app/kubernetes/contexts.ts';
import type { ClusterState } from '../../app/kubernetes/live-cluster.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { ActionNode } from '../tree/action-node.ts';
import { treeItem } from '../tree/item.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { verdictGroups } from '../tree/verdict-group-node.ts';
import { foundInWords } from '../words-of.ts';
import { noteNode, SectionNode, type Section } from './section-node.ts';

const sections: readonly Section[] = ['controlPlane', 'etcd', 'nodes', 'workloads', 'events', 'clusterApi'];

/** One context. It holds no client: what became of it is asked of the hub each time. */
export class ContextNode implements TreeNode {
	readonly entry: ContextEntry;
	readonly #app: App;
	/** Where several files have a context of this name. */
	readonly #isAmbiguous: boolean;

	constructor(app: App, entry: ContextEntry, isAmbiguous: boolean) {
		this.#app = app;
		this.entry = entry;
		this.#isAmbiguous = isAmbiguous;
	}

	item(): TreeItem {
		const { context, server, file, isCurrent } = this.entry;
		const state = this.#state();
		const words = [
			...(isCurrent ? [t('current')] : []),
			stateInWords(state),
			...(this.#isAmbiguous ? [file] : []),
			...this.#findings(),
		];
		return treeItem({
			id: this.entry.key,
			label: context.name,
			description: words.filter(word => word !== '').join(', '),
			tooltip: [
				`${context.name}: ${stateInWords(state)}`,
				...('reason' in state ? [state.reason] : []),
				server,
				file,
			].join('\n'),
			icon: iconOf(state),
			contextValue: `kubeContext.${state.kind === 'connected' ? 'connected' : 'closed'}${this.entry.workload ? '.workload' : ''}`,
			children: 'closed',
		});
	}

	children(): TreeNode[] {
		const state = this.#state();
		const { key } = this.entry;
		const retry = new ActionNode(`${key}/retry`, t('Try again'), 'refresh', 'quorum.connectCluster', [key]);
		switch (state.kind) {
			case 'closed':
				return [new ActionNode(`${key}/connect`, t('Connect'), 'plug', 'quorum.connectCluster', [key])];
			case 'connecting':
				return [
					noteNode(`${key}/connecting`, t('connecting…'), 'loading'),
					new ActionNode(`${key}/cancel`, t('Cancel'), 'close', 'quorum.disconnectCluster', [key]),
				];
			case 'connected':
				return this.#sections();
			default:
				return [noteNode(`${key}/why`, state.reason, 'error'), retry];
		}
	}

	#sections(): TreeNode[] {
		const cluster = this.#app.kubernetes.known(this.entry.key);
		const run = this.#app.session.latest(this.entry.key);
		const { key, context } = this.entry;
		return [
			...(cluster ? sections.map(section => new SectionNode(this.#app, cluster, context.name, section)) : []),
			...(run
				? verdictGroups(run)
				: [new ActionNode(`${key}/diagnose`, t('Diagnose cluster'), 'play', 'quorum.diagnoseCluster', [key])]),
		];
	}

	#findings(): string[] {
		const run = this.#app.session.latest(this.entry.key);
		return this.#app.session.isRunning(this.entry.key) ? [t('diagnosing…')] : run ? [foundInWords(run.report)] : [];
	}

	#state(): ClusterState {
		return this.#app.kubernetes.known(this.entry.key)?.state ?? { kind: 'closed' };
	}
}

/** What somebody reads, or hears. */
export function stateInWords(state: ClusterState): string {
	switch (state.kind) {
		case 'closed':
			return '';
		case 'connecting':
			return t('connecting…');
		case 'needs-sign-in':
			return t('needs sign-in');
		case 'denied':
			return t('denied');
		case 'unreachable':
			return t('unreachable');
		case 'connected':
			return state.version;
	}
}

function iconOf(state: ClusterState): ThemeIcon {
	switch (state.kind) {
		case 'closed':
			return new ThemeIcon('server-environment');
		case 'connecting':
			return new ThemeIcon('loading~spin');
		case 'needs-sign-in':
			return new ThemeIcon('key', new ThemeColor('list.warningForeground'));
		case 'denied':
			return new ThemeIcon('lock', new ThemeColor('list.warningForeground'));
		case 'unreachable':
			return new ThemeIcon('debug-disconnect', new ThemeColor('list.errorForeground'));
		case 'connected':
			return new ThemeIcon('vm-active', new ThemeColor('testing.iconPassed'));
	}
}
