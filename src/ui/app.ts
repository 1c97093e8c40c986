import type { Uri } from 'vscode';
import type { Connections } from './connection/connections.ts';
import type { DataDirectories } from './data-directories.ts';
import type { VirtualDocuments } from './documents/virtual-documents.ts';
import type { FindingsView } from './findings-view.ts';
import type { KubeHub } from './kubernetes/kube-hub.ts';
import type { Log } from './log.ts';
import type { Session } from './session.ts';

/** What commands, trees and documents share. Made by `activate`; making it reads and opens nothing. */
export interface App {
	readonly extensionUri: Uri;
	readonly version: string;
	readonly connections: Connections;
	readonly session: Session;
	readonly findingsView: FindingsView;
	readonly documents: VirtualDocuments;
	readonly dataDirectories: DataDirectories;
	readonly kubernetes: KubeHub;
	readonly log: Log;
}

/** What it returns is for tests and for other extensions; the user sees what it shows. */
export type Command = (app: App, ...args: readonly unknown[]) => Promise<unknown>;
