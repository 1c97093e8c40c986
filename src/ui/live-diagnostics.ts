import {
	Diagnostic,
	DiagnosticRelatedInformation,
	DiagnosticSeverity,
	Disposable,
	languages,
	Location,
	Range,
	Uri,
	workspace,
} from 'vscode';
import type { Finding, Severity } from '../core/finding.ts';
import { t } from '../core/words.ts';
import type { App } from './app.ts';
import { checkLink } from './check-page.ts';
import { statusUri } from './documents/show.ts';
import { statusDocumentOf } from './documents/status-document.ts';
import { readTexts } from './manifest-files.ts';
import { findingsIn } from './manifests.ts';
import type { SessionRun } from './session.ts';
import { clockTime } from './time.ts';

/** After the last keystroke, before the findings are looked for in the new text. */
const settleMs = 150;

const levels: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	info: DiagnosticSeverity.Information,
};

/**
 * Puts the findings of the latest runs into Problems: on the line that governs them, where they stay while the text is
 * edited, else on a line of the generated status of their cluster.
 */
export function registerLiveDiagnostics(app: App): Disposable {
	const collection = languages.createDiagnosticCollection('quorum-live');
	let turn = 0;
	let timer: NodeJS.Timeout | undefined;
	const update = async () => {
		const mine = ++turn;
		const entries = (await Promise.all(app.session.all().map(diagnosticsOf))).flat();
		// Somebody typed on while the files were read: that update is under way itself.
		if (mine === turn) {
			const byFile = Map.groupBy(entries, ({ uri }) => uri.toString());
			collection.clear();
			collection.set([...byFile].map(([uri, each]) => [Uri.parse(uri), each.map(({ diagnostic }) => diagnostic)]));
		}
	};
	const soon = (delayMs: number) => {
		clearTimeout(timer);
		timer = setTimeout(() => void update().catch(error => app.log.bug(error)), delayMs);
	};
	const isGoverning = (uri: Uri) => app.session.all().some(run => [...run.files.values()].includes(uri.toString()));
	const edited = workspace.onDidChangeTextDocument(({ document }) => {
		if (isGoverning(document.uri)) {
			soon(settleMs);
		}
	});
	const moved = workspace.onDidDeleteFiles(() => soon(settleMs));
	const learned = app.session.onDidChange(() => soon(0));
	return Disposable.from(collection, edited, moved, learned, { dispose: () => clearTimeout(timer) });
}

interface Entry {
	readonly uri: Uri;
	readonly diagnostic: Diagnostic;
}

async function diagnosticsOf(run: SessionRun): Promise<Entry[]> {
	return (await findingsNow(run)).map(finding => {
		const { uri, range } = placeOf(run, finding);
		return { uri, diagnostic: diagnosticOf(run, finding, range) };
	});
}

/** The findings of a run, in the texts of its files as they are now. */
export async function findingsNow(run: SessionRun): Promise<Finding[]> {
	return findingsIn(await readTexts([...run.files.values()].map(uri => Uri.parse(uri))), run);
}

/** Where a finding is shown: in the file that governs it, else in the generated status of its cluster. */
export function placeOf(run: SessionRun, finding: Finding): Location {
	const uri = run.files.get(finding.location?.file ?? '');
	if (!finding.location || uri === undefined) {
		return new Location(statusUri(run), statusRange(run, finding));
	}
	const { line, column, endLine, endColumn } = finding.location;
	return new Location(Uri.parse(uri), new Range(line - 1, column - 1, endLine - 1, endColumn - 1));
}

function diagnosticOf(run: SessionRun, finding: Finding, range: Range): Diagnostic {
	const { source, report } = run;
	const message = t('{0}: {1} ({2})', source.name, finding.message, clockTime(report.takenAt));
	const diagnostic = new Diagnostic(range, `${message}\n${finding.remedy}`, levels[finding.severity]);
	diagnostic.source = 'etcd';
	diagnostic.code = { value: finding.check, target: checkLink(finding.check) };
	if (finding.subject.kind === 'member') {
		const { name, endpoint } = finding.subject;
		const where = new Location(statusUri(run), statusRange(run, finding));
		diagnostic.relatedInformation = [
			new DiagnosticRelatedInformation(where, t('Member {0} at that time.', name ? `${name} (${endpoint})` : endpoint)),
		];
	}
	return diagnostic;
}

function statusRange(run: SessionRun, { subject }: Finding): Range {
	const { text, lineOf } = statusDocumentOf(run);
	const line = lineOf(subject);
	const content = text.split('\n')[line] ?? '';
	return new Range(line, content.length - content.trimStart().length, line, content.length);
}
