import { Diagnostic, DiagnosticSeverity, Range } from 'vscode';
import type { Finding, Severity } from '../../core/finding.ts';
import { checkLink } from '../check-page.ts';
import { readRunSettings, readTargets } from '../settings.ts';

export const levels: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	info: DiagnosticSeverity.Information,
};

/** What the user set of the rules. */
export function lintOptions() {
	return { settings: readRunSettings().checks, targets: readTargets(), now: Date.now() };
}

export function diagnosticOf(finding: Finding): Diagnostic | undefined {
	const { location, message, remedy, severity, check } = finding;
	if (!location) {
		return undefined;
	}
	const { line, column, endLine, endColumn } = location;
	const range = new Range(line - 1, column - 1, endLine - 1, endColumn - 1);
	const diagnostic = new Diagnostic(range, `${message}\n${remedy}`, levels[severity]);
	diagnostic.source = 'etcd';
	diagnostic.code = { value: check, target: checkLink(check) };
	return diagnostic;
}
