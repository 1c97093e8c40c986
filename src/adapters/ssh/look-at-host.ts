import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { HostSecrets, SshHost } from '../../operations/host.ts';
import {
	dataScript,
	lookScript,
	readData,
	readLook,
	type HostData,
	type HostLook,
} from '../../operations/recovery/look.ts';
import { runOnHost, succeedOnHost } from './ssh.ts';

export interface Looker {
	readonly host: SshHost;
	readonly secrets: HostSecrets | undefined;
	readonly signal: AbortSignal;
	readonly sharing: string;
}

/** For a look; what is copied may take as long as it takes. */
const lookMs = 20_000;

/** How etcd runs there, and by what. Nothing is written on the host. */
export async function lookAtHost(looker: Looker, manifests: readonly string[]): Promise<HostLook> {
	return readLook(await script(looker, lookScript, manifests));
}

/** What lies in the data directory, and the certificates of the member. */
export async function lookAtData(looker: Looker, dataDir: string, certificates: readonly string[]): Promise<HostData> {
	return readData(await script(looker, dataScript, [dataDir, ...certificates]));
}

/** Copies the files of a member into a folder of this machine that only this user can read. */
export async function copyMember(
	looker: Looker,
	dataDir: string,
	files: HostData['files'],
	into: string,
	onFile: (path: string, bytes: number) => void,
): Promise<void> {
	for (const { path, bytes } of files) {
		onFile(path, bytes);
		const target = join(into, 'member', path);
		await mkdir(dirname(target), { recursive: true, mode: 0o700 });
		const { host, ...run } = looker;
		const argv = ['cat', '--', `${dataDir}/member/${path}`];
		await runOnHost(host, argv, { ...run, into: createWriteStream(target, { mode: 0o600 }) });
	}
}

function script({ host, signal, ...run }: Looker, text: string, args: readonly string[]): Promise<string> {
	const within = AbortSignal.any([signal, AbortSignal.timeout(lookMs)]);
	return succeedOnHost(host, ['sh', '-s', '--', ...args], { ...run, signal: within, stdin: text });
}
