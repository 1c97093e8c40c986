import { l10n, type ExtensionContext } from 'vscode';
import { setWords } from './core/words.ts';
import type { App } from './ui/app.ts';
import { Connections } from './ui/connection/connections.ts';
import { DataDirectories } from './ui/data-directories.ts';
import { registerDocuments } from './ui/documents/index.ts';
import { VirtualDocuments } from './ui/documents/virtual-documents.ts';
import { registerEditors } from './ui/editors/index.ts';
import { FindingsView } from './ui/findings-view.ts';
import { KubeHub } from './ui/kubernetes/kube-hub.ts';
import { registerOtherExplorer } from './ui/kubernetes/other-explorer.ts';
import { registerKubernetesView } from './ui/kubernetes/view.ts';
import { registerLanguage } from './ui/language/index.ts';
import { registerLiveDiagnostics } from './ui/live-diagnostics.ts';
import { Log } from './ui/log.ts';
import { registerSnapshotSchedule } from './ui/operations/snapshot-schedule.ts';
import { registerCommands } from './ui/register-commands.ts';
import { Session } from './ui/session.ts';
import { onConnectionSettingsChanged, readConnections } from './ui/settings.ts';
import { registerStatusBar } from './ui/status-bar.ts';
import { registerViews } from './ui/tree/views.ts';
import { registerUriHandler } from './ui/uri-handler.ts';

/** What other code in this window may use: the reports so far. */
export interface Api {
	readonly session: Session;
}

/** Joins the parts and registers them. Nothing is read, dialled or spawned here; whatever is heavy is imported on first use. */
export function activate(context: ExtensionContext): Api {
	setWords(l10n.bundle ?? {});
	const session = new Session();
	const log = new Log();
	const connections = new Connections(() => import('./app/connections.ts'), context.secrets, {
		read: readConnections,
		onDidChange: onConnectionSettingsChanged,
	});
	const documents = new VirtualDocuments(session);
	const app: App = {
		extensionUri: context.extensionUri,
		version: String(context.extension.packageJSON.version),
		connections,
		session,
		findingsView: new FindingsView(),
		documents,
		dataDirectories: new DataDirectories(),
		kubernetes: new KubeHub(log),
		log,
	};
	registerDocuments(app);
	context.subscriptions.push(
		log,
		connections,
		documents,
		registerCommands(app),
		registerViews(app),
		registerKubernetesView(app),
		registerOtherExplorer(app),
		registerLiveDiagnostics(app),
		registerLanguage(app),
		registerEditors(app),
		registerStatusBar(app),
		registerSnapshotSchedule(app),
		registerUriHandler(app),
	);
	return { session };
}
