import { Diagnostic, Disposable, languages, Range, workspace, type TextDocument } from 'vscode';
import { checkLink } from '../check-page.ts';
import type { Log } from '../log.ts';
import { readRunSettings } from '../settings.ts';
import { levels } from './finding-diagnostics.ts';

/** After the last change, before a log is looked through again. */
const settleMs = 500;
/** A longer log is for the command line, which reads it in pieces. */
const mostCharacters = 20 * 1024 * 1024;
/** So much of a document tells whether it is a log of etcd. */
const headLines = 50;

const logLanguages = new Set(['log', 'plaintext', 'json', 'jsonl']);
/** Forms of etcd's loggers, with a word of its own: the same forms are used by others. */
const looksLikeEtcd =
	/"caller":"(?:etcd|embed|rafthttp|raft|membership|backend|mvcc|wal|snap|v3rpc|auth|lease)\w*\/|\betcd(?:server|main|http)?: |\traft\b|rafthttp: |raft\d{4}\/\d\d\/\d\d/;

/** Marks the lines of an opened log of etcd that mean something. What is no such log is looked at for a few lines. */
export function registerLogFindings(log: Log): Disposable {
	const collection = languages.createDiagnosticCollection('quorum-logs');
	const timers = new Map<string, NodeJS.Timeout>();
	const later = (document: TextDocument, delayMs: number) => {
		const key = document.uri.toString();
		clearTimeout(timers.get(key));
		if (isEtcdLog(document)) {
			const work = () => mark(document, collection).catch((error: unknown) => log.bug(error));
			timers.set(
				key,
				setTimeout(() => void work(), delayMs),
			);
		} else {
			collection.delete(document.uri);
		}
	};
	workspace.textDocuments.forEach(document => later(document, 0));
	return Disposable.from(
		collection,
		workspace.onDidOpenTextDocument(document => later(document, 0)),
		workspace.onDidChangeTextDocument(({ document }) => later(document, settleMs)),
		workspace.onDidCloseTextDocument(({ uri }) => {
			clearTimeout(timers.get(uri.toString()));
			timers.delete(uri.toString());
			collection.delete(uri);
		}),
		{ dispose: () => timers.forEach(timer => clearTimeout(timer)) },
	);
}

function isEtcdLog(document: TextDocument): boolean {
	if (!logLanguages.has(document.languageId) || document.uri.scheme === 'output') {
		return false;
	}
	return looksLikeEtcd.test(document.getText(new Range(0, 0, headLines, 0)));
}

async function mark(document: TextDocument, collection: { set(uri: TextDocument['uri'], found: Diagnostic[]): void }) {
	const { version, uri } = document;
	const text = document.getText();
	const { logMarks } = await import('../../app/browse/log-marks.ts');
	const marks = logMarks(text.slice(0, mostCharacters));
	if (document.isClosed || document.version !== version) {
		return;
	}
	const { severity: wanted } = readRunSettings().checks;
	const found = marks.flatMap(({ line, check, severity, message }) => {
		const level = wanted[check] ?? severity;
		if (level === 'off') {
			return [];
		}
		const diagnostic = new Diagnostic(document.lineAt(line).range, message, levels[level]);
		diagnostic.source = 'etcd';
		diagnostic.code = { value: check, target: checkLink(check) };
		return [diagnostic];
	});
	collection.set(uri, found);
}
