import { Uri, workspace } from 'vscode';
import type { Report } from '../core/diagnose.ts';
import type { Finding } from '../core/finding.ts';

/** In this window a location's file is a URI; in a document that leaves it, the path within the workspace. */
export function withShownPaths(report: Report): Report {
	return {
		...report,
		verdicts: report.verdicts.map(({ check, verdict }) => ({
			check,
			verdict: verdict.kind === 'failed' ? { ...verdict, findings: verdict.findings.map(shown) } : verdict,
		})),
	};
}

function shown(finding: Finding): Finding {
	const { location } = finding;
	return location && /^[\w.+-]+:/.test(location.file)
		? { ...finding, location: { ...location, file: workspace.asRelativePath(Uri.parse(location.file)) } }
		: finding;
}
