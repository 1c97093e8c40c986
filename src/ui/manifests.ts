import type { Run } from '../app/diagnose.ts';
import { findingsOf } from '../core/diagnose.ts';
import type { ComponentSpec } from '../core/facts.ts';
import type { Finding } from '../core/finding.ts';
import type { WorkspaceFile } from './manifest-files.ts';
import type { SessionRun, Source } from './session.ts';

/** What the files of the workspace say of clusters, and where. */
export interface Manifests {
	readonly specs: readonly ComponentSpec[];
	/** The run as the session keeps it: its findings in their places, without those that a comment suppresses. */
	place(run: Run, source: Source): Promise<SessionRun>;
}

/** Reading YAML is loaded with the first file to read. */
export async function parseManifests(files: readonly WorkspaceFile[]): Promise<Manifests> {
	const { locate, parseFiles, specsOf } = await import('../manifest/index.ts');
	const set = parseFiles(files);
	return {
		specs: specsOf(set),
		async place(run, source) {
			const [{ placeFindings }, { checks }] = await Promise.all([
				import('../app/workspace.ts'),
				import('../checks/index.ts'),
			]);
			const judged = run.report;
			const report = placeFindings(judged, set);
			const anchored = findingsOf(judged).flatMap(({ anchor }) => (anchor && locate(anchor, set)?.path) ?? []);
			const placed = findingsOf(report).flatMap(({ location }) => location?.file ?? []);
			const titles = new Map(checks.map(({ id, title }) => [id, title]));
			return { ...run, judged, report, source, files: [...new Set([...anchored, ...placed])], titles };
		},
	};
}

/** The findings of a run where they belong in these texts, as they are now. */
export async function findingsIn(files: readonly WorkspaceFile[], { judged }: SessionRun): Promise<Finding[]> {
	if (files.length === 0) {
		return findingsOf(judged);
	}
	const [{ placeFindings }, { parseFiles }] = await Promise.all([
		import('../app/workspace.ts'),
		import('../manifest/index.ts'),
	]);
	return findingsOf(placeFindings(judged, parseFiles(files)));
}
