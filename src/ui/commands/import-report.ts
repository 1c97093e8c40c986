import { Uri, window } from 'vscode';
import type { Report } from '../../core/diagnose.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { findWorkspaceManifests } from '../manifest-files.ts';
import { openRun } from '../open-run.ts';

/** Judges what etcd-diagnosis or etcdctl wrote, several files of one cluster together. The files may be given. */
export default async function importReport(app: App, files?: unknown): Promise<Report | undefined> {
	const uris = Array.isArray(files) ? files.filter(file => file instanceof Uri) : await askFiles();
	const paths = uris.map(({ fsPath }) => fsPath);
	if (paths.length === 0) {
		return undefined;
	}
	const { importFiles } = await import('../../app/import.ts');
	const name = paths.map(path => path.split(/[/\\]/).pop()).join(', ');
	const about = { key: `import:${paths.join('|')}`, name, kind: 'import' } as const;
	const manifests = await findWorkspaceManifests();
	return (await openRun(app, about, manifests, (options, specs) => importFiles(paths, options, specs))).report;
}

async function askFiles(): Promise<Uri[]> {
	const title = t('Reports of etcd-diagnosis, or output of etcdctl -w json');
	return (await window.showOpenDialog({ title, canSelectMany: true, filters: { JSON: ['json'] } })) ?? [];
}
