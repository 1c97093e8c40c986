import { Uri, workspace } from 'vscode';
import type { CertificateFile } from '../../core/facts.ts';
import type { CertificatePath } from '../../manifest/index.ts';
import type { Breath } from './breath.ts';

/** Larger is no certificate. */
export const maxCertificateBytes = 256 * 1024;

/** Reads the certificates that files name: not where there is no Node, which takes them apart. */
export type ReadCertificates = (paths: readonly CertificatePath[], breath: Breath) => Promise<CertificateFile[]>;

/** Those that lie in the workspace too. What this machine itself has at the same path is of another; not in untrusted workspaces. */
export async function certificatesBeside(
	paths: readonly CertificatePath[],
	breath: Breath,
): Promise<CertificateFile[]> {
	const [{ certificateIn }, { fileBeside }] = await Promise.all([
		import('../../app/certificate-in.ts'),
		import('./beside.ts'),
	]);
	const found: CertificateFile[] = [];
	for (const { document, file, flag, path } of workspace.isTrusted ? paths : []) {
		await breath();
		const uri = await fileBeside(Uri.parse(file), path);
		const isInside = uri !== undefined && workspace.getWorkspaceFolder(uri) !== undefined;
		const certificate = isInside ? certificateIn(await bytesOf(uri)) : undefined;
		found.push(...(certificate ? [{ document, flag, certificate }] : []));
	}
	return found;
}

async function bytesOf(uri: Uri): Promise<Uint8Array> {
	try {
		const { size } = await workspace.fs.stat(uri);
		return size <= maxCertificateBytes ? await workspace.fs.readFile(uri) : new Uint8Array();
	} catch {
		// Removed since it was found, or not ours to read: the manifest stands as it is.
		return new Uint8Array();
	}
}
