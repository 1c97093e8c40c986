import { CodeLens, EventEmitter, Range, Uri, workspace, type CodeLensProvider, type TextDocument } from 'vscode';
import { t } from '../../core/words.ts';
import type { Connections } from '../connection/connections.ts';
import type { SavedConnection } from '../connection/saved-connection.ts';
import type { Understood } from './understood.ts';

/** "Diagnose this cluster" above a file of a cluster to which a saved connection leads. Dials nobody until it is clicked. */
export class ClusterLens implements CodeLensProvider {
	readonly #understood: Understood;
	readonly #connections: Connections;
	readonly #changed = new EventEmitter<void>();
	readonly #listening: { dispose(): void };
	readonly onDidChangeCodeLenses = this.#changed.event;

	constructor(understood: Understood, connections: Connections) {
		this.#understood = understood;
		this.#connections = connections;
		this.#listening = connections.onDidChange(() => this.#changed.fire());
	}

	async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
		const [file, { isConnectionTo, whereaboutsOf }] = await Promise.all([
			this.#understood.of(document),
			import('../../language/fits.ts'),
		]);
		const where = file && whereaboutsOf(file);
		if (!where) {
			return [];
		}
		const position = document.positionAt(where.offset);
		const fitting = (await this.#connections.all()).filter(
			saved => isConnectionTo(where, saved.connection) || isOf(saved, document.uri),
		);
		return fitting.map(
			({ key, connection }) =>
				new CodeLens(new Range(position, position), {
					title: t('Diagnose this cluster ({0})', connection.name),
					command: 'quorum.diagnoseEtcd',
					arguments: [key],
				}),
		);
	}

	dispose(): void {
		this.#listening.dispose();
		this.#changed.dispose();
	}
}

/** Whether the connection names the file, or a folder above it. */
function isOf({ connection, folder }: SavedConnection, uri: Uri): boolean {
	const bases = folder === undefined ? (workspace.workspaceFolders ?? []).map(each => each.uri) : [Uri.parse(folder)];
	const paths = (connection.paths ?? []).map(path => path.replace(/[\\/]+$/, ''));
	return bases.some(base =>
		paths.some(path => {
			const named = Uri.joinPath(base, path).path;
			return uri.path === named || uri.path.startsWith(`${named}/`);
		}),
	);
}
