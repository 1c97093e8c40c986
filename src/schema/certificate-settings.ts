import type { Surroundings } from '../core/config-check.ts';
import { rootOf, type Site } from '../core/config-tree.ts';
import type { CertificateFile, ConfigDocument, Targets } from '../core/facts.ts';
import { apiServersOf } from './api-server.ts';
import type { Setting } from './command.ts';
import { etcdProcessesOf } from './etcd-process.ts';

/** A certificate that a file names and that is there, where it is named, and what else its program is told. */
export interface NamedCertificate extends CertificateFile {
	readonly site: Site;
	readonly settings: readonly Setting[];
}

/** Each certificate file with the place that names it. */
export function namedCertificates(
	files: readonly CertificateFile[],
	documents: readonly ConfigDocument[],
	targets: Targets,
): NamedCertificate[] {
	const around: Surroundings = { targets, documents, bundle: [] };
	return files.flatMap(file => {
		const document = documents.find(({ id, errors }) => id === file.document && errors.length === 0);
		const root = document && rootOf(document);
		const programs = root ? [...etcdProcessesOf(root, around), ...apiServersOf(root, around)] : [];
		return programs.flatMap(({ settings }) => {
			const setting = settings.findLast(({ flag }) => flag === file.flag);
			return setting ? [{ ...file, site: setting.site, settings }] : [];
		});
	});
}

/** What a program is told by a flag. */
export function toldBy({ settings }: NamedCertificate, flag: string): string | undefined {
	return settings.findLast(setting => setting.flag === flag)?.text;
}
