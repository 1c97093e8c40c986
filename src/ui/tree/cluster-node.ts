import { ThemeColor, ThemeIcon, type TreeItem } from 'vscode';
import { findingsOf, isAnyReachable } from '../../core/diagnose.ts';
import { isUnlocked } from '../../core/connection.ts';
import { t } from '../../core/words.ts';
import type { SavedConnection } from '../connection/saved-connection.ts';
import { dialsFrom } from '../host-name.ts';
import type { Session, SessionRun } from '../session.ts';
import { asOf } from '../time.ts';
import { foundInWords, unknownInWords } from '../words-of.ts';
import { ActionNode } from './action-node.ts';
import type { ContextValue } from './context-values.ts';
import { severityIcon, treeItem } from './item.ts';
import { MemberNode } from './member-node.ts';
import type { TreeNode } from './tree-node.ts';
import { SnapshotsNode } from './snapshots-node.ts';
import { verdictGroups } from './verdict-group-node.ts';

/** A saved connection, or a report that came from a file, with its latest run. Expanding it asks nobody anything. */
export class ClusterNode implements TreeNode {
	readonly key: string;
	readonly #name: string;
	readonly #saved: SavedConnection | undefined;
	readonly #run: SessionRun | undefined;
	readonly #isRunning: boolean;

	constructor(about: { key: string; name: string; saved?: SavedConnection }, session: Session) {
		this.key = about.key;
		this.#name = about.name;
		this.#saved = about.saved;
		this.#run = session.latest(about.key);
		this.#isRunning = session.isRunning(about.key);
	}

	item(): TreeItem {
		return treeItem({
			// What is open stays open over runs; with the first one it opens by itself.
			id: this.#run ? this.key : `${this.key}/new`,
			label: this.#name,
			description: [...this.#warnings(), this.#state(), ...this.#origin()].join(', '),
			tooltip: this.#tooltip(),
			icon: this.#icon(),
			contextValue: this.#contextValue(),
			children: this.#run ? 'open' : 'closed',
		});
	}

	async children(): Promise<TreeNode[]> {
		const snapshots = await this.#snapshots();
		if (!this.#run) {
			const diagnose = t('Diagnose etcd');
			return [
				new ActionNode(`${this.key}/diagnose`, diagnose, 'play', 'quorum.diagnoseEtcd', [this.key]),
				...snapshots,
			];
		}
		const run = this.#run;
		return [...run.report.members.map(member => new MemberNode(run, member)), ...snapshots, ...verdictGroups(run)];
	}

	/** From files of this machine; no cluster is asked. */
	async #snapshots(): Promise<TreeNode[]> {
		if (!this.#saved) {
			return [];
		}
		const { allSnapshots } = await import('../../app/plans.ts');
		const own = (await allSnapshots()).filter(({ cluster }) => cluster === this.#name);
		return own.length === 0 ? [] : [new SnapshotsNode(this.key, own)];
	}

	#warnings(): string[] {
		const connection = this.#saved?.connection;
		return [
			...((connection?.skipVerify ?? this.#run?.source.skipVerify) ? [t('⚠ TLS not verified')] : []),
			...(connection && isUnlocked(connection) ? [t('unlocked')] : []),
			...(connection?.isProduction ? [t('production')] : []),
		];
	}

	#origin(): string[] {
		return [
			...(this.#saved?.origin === 'workspace' ? [t('from the settings')] : []),
			...(this.#run?.source.kind === 'recording' ? [t('recording')] : []),
			...(this.#run?.source.kind === 'import' ? [t('imported')] : []),
		];
	}

	#state(): string {
		if (this.#isRunning) {
			return t('diagnosing…');
		}
		if (!this.#run) {
			return t('not diagnosed yet');
		}
		const { report } = this.#run;
		const parts = [foundInWords(report), asOf(report.takenAt), unknownInWords(report)];
		return parts.filter(part => part !== '').join(', ');
	}

	#tooltip(): string {
		const connection = this.#saved?.connection;
		const lines = [
			`${this.#name}: ${this.#state()}`,
			...(connection ? [(connection.discoverySrv ?? connection.endpoints.join(', ')) || ''] : []),
			...(connection ? [t('Asked from {0}.', dialsFrom())] : []),
			...(connection?.skipVerify ? [t('⚠ TLS certificates are not verified: anyone may answer.')] : []),
		];
		return lines.join('\n');
	}

	#icon(): ThemeIcon {
		if (this.#isRunning) {
			return new ThemeIcon('loading~spin');
		}
		if (!this.#run) {
			return new ThemeIcon('server');
		}
		const { report } = this.#run;
		const worst = findingsOf(report)[0]?.severity;
		const isUnknown = report.verdicts.some(({ verdict }) => verdict.kind === 'unknown');
		return worst === undefined && (isUnknown || !isAnyReachable(report))
			? new ThemeIcon('question', new ThemeColor('list.warningForeground'))
			: severityIcon(worst);
	}

	#contextValue(): ContextValue {
		if (!this.#saved) {
			return 'report.diagnosed';
		}
		const { origin, connection } = this.#saved;
		const kind = origin === 'user' && isUnlocked(connection) ? ('user.unlocked' as const) : origin;
		return this.#run ? `connection.${kind}.diagnosed` : `connection.${kind}`;
	}
}
