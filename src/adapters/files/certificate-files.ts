import { readFile, stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { Certificate, CertificateFile } from '../../core/facts.ts';
import { candidatesFor } from '../../manifest/beside.ts';
import type { CertificatePath } from '../../manifest/index.ts';
import { certificateOf, parsePem } from '../etcd/certificates.ts';

/** A certificate with its whole chain is smaller. */
const largestBytes = 256 * 1024;

/**
 * The certificates that manifests name, where a copy of the machine's folders lies in the workspace: `/etc/x.crt` of
 * `cp-1/etc/kubernetes/manifests/etcd.yaml` is `cp-1/etc/x.crt`. Nothing outside `roots` is read, and no key ever.
 */
export async function readCertificateFiles(
	paths: readonly CertificatePath[],
	roots: readonly string[],
	signal: AbortSignal,
): Promise<CertificateFile[]> {
	const known = new Map<string, Promise<Certificate | undefined>>();
	const read = (path: string) => {
		const certificate = known.get(path) ?? certificateIn(path);
		known.set(path, certificate);
		return certificate;
	};
	const found: CertificateFile[] = [];
	for (const { document, file, flag, path } of paths) {
		signal.throwIfAborted();
		for (const candidate of placesFor(file, path, roots)) {
			const certificate = await read(candidate);
			if (certificate) {
				found.push({ document, flag, certificate });
				break;
			}
		}
	}
	return found;
}

/** Below the folders that the file is in, from the inside out. */
function placesFor(file: string, path: string, roots: readonly string[]): string[] {
	const whole = resolve(file);
	const root = roots.map(each => resolve(each)).find(each => isInside(whole, each));
	const folders: string[] = [];
	for (let folder = dirname(whole); root !== undefined && isInside(folder, root); folder = dirname(folder)) {
		folders.push(folder);
		if (folder === dirname(folder)) {
			break;
		}
	}
	// The folders that were named may be those of the machine itself.
	return [...candidatesFor(path, folders), path].filter(place => root !== undefined && isInside(place, root));
}

function isInside(path: string, folder: string): boolean {
	const way = relative(folder, path);
	return way === '' || (!way.startsWith('..') && resolve(folder, way) === path);
}

async function certificateIn(path: string): Promise<Certificate | undefined> {
	try {
		const about = await stat(path);
		const [first] = about.isFile() && about.size <= largestBytes ? parsePem(await readFile(path)) : [];
		return first && certificateOf(first);
	} catch {
		// Not there, not ours to read, or no certificate: nothing is said of it, and the manifest stands as it is.
		return undefined;
	}
}
