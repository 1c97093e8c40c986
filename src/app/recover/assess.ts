import { join } from 'node:path';
import { certificateOf, parsePem } from '../../adapters/etcd/certificates.ts';
import { copyMember, lookAtData, lookAtHost, type Looker } from '../../adapters/ssh/look-at-host.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { HostSecrets } from '../../operations/host.ts';
import {
	dataDirOf,
	type Assessed,
	type Assessment,
	type HostCertificate,
	type RecoveryHost,
} from '../../operations/recovery/assessment.ts';
import type { HostData, HostLook } from '../../operations/recovery/look.ts';
import { readDisks } from '../inspect-report.ts';

export interface AssessHost {
	readonly signal: AbortSignal;
	progress(host: string, message: string): void;
}

export interface Folders {
	readonly copies: string;
	/** For shared connections. */
	readonly sharing: string;
}

/**
 * Looks at all hosts at once and reads a copy of what their members hold. Nothing is changed on any of them; the copies stay
 * in a folder below `copies` for each host. One that cannot be reached costs its own deadline, and stays in the list.
 */
export function assess(
	hosts: readonly RecoveryHost[],
	secrets: Readonly<Record<string, HostSecrets>>,
	folders: Folders,
	face: AssessHost,
): Promise<Assessment[]> {
	return Promise.all(
		hosts.map(async (host): Promise<Assessment> => {
			try {
				return 'folder' in host
					? { host, certificates: [], ...(await readCopy(host.folder, face.signal)) }
					: { host, ...(await assessOverSsh(host, secrets[host.name], folders, face)) };
			} catch (error) {
				face.signal.throwIfAborted();
				if (error instanceof ExpectedError) {
					return { host, unreachable: error.message };
				}
				throw error;
			}
		}),
	);
}

async function assessOverSsh(
	{ name, ssh, manifestBackup }: Extract<RecoveryHost, { readonly ssh: unknown }>,
	secrets: HostSecrets | undefined,
	{ copies, sharing }: Folders,
	{ signal, progress }: AssessHost,
): Promise<Omit<Assessed, 'host'>> {
	const folder = join(copies, name);
	const looker: Looker = { host: ssh, secrets, signal, sharing };
	progress(name, t('looks how etcd runs'));
	const look = await lookAtHost(looker, manifestBackup === undefined ? [] : [manifestBackup]);
	const { certificates, ...data } = await lookAtData(looker, dataDirOf(look), certificateFiles(look));
	await copyMember(looker, dataDirOf(look), data.files, folder, path => progress(name, t('copies {0}', path)));
	progress(name, t('reads the copy'));
	return {
		look,
		data,
		certificates: certificates.flatMap(certificateIn),
		...(data.files.length > 0 && (await readCopy(folder, signal))),
	};
}

async function readCopy(folder: string, signal: AbortSignal): Promise<Pick<Assessed, 'disk' | 'unread'>> {
	try {
		const [disk] = await readDisks([folder], signal);
		return disk ? { disk } : {};
	} catch (error) {
		if (error instanceof ExpectedError) {
			return { unread: messageOf(error) };
		}
		throw error;
	}
}

function certificateFiles({ flags }: HostLook): string[] {
	return ['cert-file', 'peer-cert-file', 'trusted-ca-file'].flatMap(flag => flags[flag] ?? []);
}

function certificateIn({ path, pem }: HostData['certificates'][number]): readonly HostCertificate[] {
	try {
		return parsePem(Buffer.from(pem)).map(x509 => ({ path, certificate: certificateOf(x509) }));
	} catch (error) {
		return [{ path, problem: messageOf(error) }];
	}
}
