import type { Run } from '../app/diagnose.ts';
import { findingsOf } from '../core/diagnose.ts';
import type { ComponentSpec } from '../core/facts.ts';
import type { Finding } from '../core/finding.ts';
import type { WorkspaceFile } from './manifest-files.ts';
import type { SessionRun, Source } from './session.ts';

/** What the files of the workspace say of clusters, and where. */
export interface Manifests {
	readonly specs: readonly ComponentSpec[];
	/** What could not be understood, file by file, for the log. */
	readonly problems: readonly string[];
	/** The run as the session keeps it: its findings in their places, without those that a comment suppresses. */
	place(run: Run, source: Source): Promise<SessionRun>;
}

/** Reading YAML is loaded with the first file to read. */
export async function parseManifests(files: readonly WorkspaceFile[]): Promise<Manifests> {
	const { locate, parseFiles, problemsOf, specsOf } = await import('../manifest/index.ts');
	const set = parseFiles(files);
	return {
		specs: specsOf(set),
		problems: problemsOf(set).map(({ path, line, kind, reason = '' }) => `${path}:${line ?? 1}: ${kind} ${reason}`),
		async place(run, source) {
			const [{ placeFindings }, { allChecks: checks }] = await Promise.all([
				import('../app/place.ts'),
				import('../app/checks-for.ts'),
			]);
			const judged = run.report;
			const report = placeFindings(judged, set);
			const anchored = findingsOf(judged).flatMap(({ anchor }) => (anchor && locate(anchor, set)?.path) ?? []);
			const placed = findingsOf(report).flatMap(({ location }) => location?.file ?? []);
			const titles = new Map(checks.map(({ id, title }) => [id, title]));
			const governing = new Set([...anchored, ...placed]);
			const uris = new Map(files.filter(({ path }) => governing.has(path)).map(({ path, uri }) => [path, uri]));
			return { ...run, judged, report, source, files: uris, titles };
		},
	};
}

/** The findings of a run where they belong in these texts, as they are now. */
export async function findingsIn(files: readonly WorkspaceFile[], { judged }: SessionRun): Promise<Finding[]> {
	if (files.length === 0) {
		return findingsOf(judged);
	}
	const [{ placeFindings }, { parseFiles }] = await Promise.all([
		import('../app/place.ts'),
		import('../manifest/index.ts'),
	]);
	return findingsOf(placeFindings(judged, parseFiles(files)));
}
