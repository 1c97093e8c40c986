import { readFile } from 'node:fs/promises';
import { diagnoseCluster, type DiagnoseOptions, type Host, type Secrets } from '../app/diagnose.ts';
import type { ReadRun } from '../app/replay.ts';
import { defaultSettings } from '../core/check.ts';
import type { Connection } from '../core/connection.ts';
import { ExpectedError, messageOf } from '../core/errors.ts';
import type { ComponentSpec } from '../core/facts.ts';
import { t } from '../core/words.ts';
import type { ConnectionFlags, Flags } from './flags.ts';
import { userOfTerminal } from './kubernetes-flags.ts';

/** Where the facts of a run come from. */
export interface Source {
	/** False where nobody is asked: then it is no failure that nobody answered. */
	readonly isLive: boolean;
	run(manifests: readonly ComponentSpec[], host: Host): Promise<ReadRun>;
}

/** Exactly one source must be named; `isTyped` tells an option from one that the environment set. */
export function sourceOf(flags: Flags, isTyped: (option: keyof Flags) => boolean): Source {
	const options = optionsOf(flags);
	const named = ([...single, 'kubernetes'] as const).filter(source =>
		source === 'kubernetes' ? isKubernetes(isTyped) : isTyped(source),
	);
	if (named.length > 1) {
		throw new ExpectedError(
			t('Name one source: --endpoints, --discovery-srv, --connection, --kubeconfig, --replay or --import.'),
		);
	}
	if (isKubernetes(isTyped)) {
		// It throws where the API server does not answer, and etcd may be out of reach for good reasons.
		return { isLive: false, run: (manifests, host) => askKubernetes(flags, isTyped, options, manifests, host) };
	}
	const { replay, import: imports } = flags;
	if (replay !== undefined) {
		return {
			isLive: false,
			run: async manifests => (await import('../app/replay.ts')).replayFile(replay, options, manifests),
		};
	}
	if (imports.length > 0) {
		return {
			isLive: false,
			run: async manifests => (await import('../app/import.ts')).importFiles(imports, options, manifests),
		};
	}
	return { isLive: true, run: (manifests, host) => askCluster(flags, options, manifests, host) };
}

const single = ['endpoints', 'discoverySrv', 'connection', 'replay', 'import'] as const;

function isKubernetes(isTyped: (option: keyof Flags) => boolean): boolean {
	return isTyped('kubeconfig') || isTyped('context') || isTyped('workload');
}

async function askKubernetes(
	flags: Flags,
	isTyped: (option: keyof Flags) => boolean,
	options: DiagnoseOptions,
	manifests: readonly ComponentSpec[],
	host: Host,
): Promise<ReadRun> {
	const [{ diagnoseKubernetes }, { workloadNameOf }] = await Promise.all([
		import('../app/kubernetes/diagnose.ts'),
		import('../app/kubernetes/open-workload.ts'),
	]);
	const { kubeconfig, context, route, workload } = flags;
	const { caFile, certFile, keyFile, serverName } = accessFlags(flags);
	// Variables of etcdctl are about another cluster.
	const etcd = isTyped('cert') && {
		...(caFile !== undefined && { caFile }),
		...(certFile !== undefined && { certFile }),
		...(keyFile !== undefined && { keyFile }),
		...(serverName !== undefined && { serverName }),
	};
	return diagnoseKubernetes(
		{ ...(kubeconfig !== undefined && { file: kubeconfig }), ...(context !== undefined && { context }) },
		manifests,
		{
			...options,
			route,
			...(etcd && { etcd }),
			makeCertificate: mayMakeCertificate(flags, isTyped),
			...(workload !== undefined && { workload: workloadNameOf(workload) }),
		},
		{ ...host, ...userOfTerminal },
	);
}

/** Nobody comes to use the key of an authority by half a command line. */
function mayMakeCertificate(
	{ makeClientCertificate = false, workload, route }: Flags,
	isTyped: (option: keyof Flags) => boolean,
): boolean {
	if (makeClientCertificate && (workload === undefined || route !== 'direct' || isTyped('cert'))) {
		throw new ExpectedError(
			t('--make-client-certificate goes with --workload and --route direct, and without --cert.'),
		);
	}
	return makeClientCertificate;
}

async function askCluster(
	flags: Flags,
	options: DiagnoseOptions,
	manifests: readonly ComponentSpec[],
	host: Host,
): Promise<ReadRun> {
	const { connection, secrets } = await enterOf(flags);
	const run = await diagnoseCluster(connection, secrets, manifests, options, host);
	return { ...run, skipVerify: connection.skipVerify ?? false };
}

/** The cluster that the flags name, and the secrets that open it. */
export async function enterOf(flags: ConnectionFlags): Promise<{ connection: Connection; secrets: Secrets }> {
	const { connection, password } = await connectionOf(flags);
	const { passphraseFile } = flags;
	const secrets = {
		...(password !== undefined && { password }),
		...(passphraseFile !== undefined && { passphrase: await firstLineOf(passphraseFile) }),
	};
	return { connection, secrets };
}

/** The same where the members' addresses come from elsewhere: only how they are spoken to is needed. */
export async function enterWithoutEndpoints(flags: ConnectionFlags): ReturnType<typeof enterOf> {
	const { connection } = flags;
	return connection === undefined ? enterOf({ ...flags, endpoints: flags.endpoints ?? '' }) : enterOf(flags);
}

function optionsOf(flags: Flags): DiagnoseOptions {
	return {
		timeoutMs: flags.timeout,
		windowMs: flags.window,
		deep: flags.deep ?? false,
		settings: defaultSettings,
		only: flags.check,
	};
}

async function connectionOf(flags: ConnectionFlags): Promise<{ connection: Connection; password?: string }> {
	return flags.connection === undefined ? typedConnection(flags) : savedConnection(flags.connection, flags);
}

/** As the editor saved it, or a team; what is typed besides wins. Its password is not there: it is in the editor's store. */
async function savedConnection(
	name: string,
	flags: ConnectionFlags,
): Promise<{ connection: Connection; password?: string }> {
	const { findConnection } = await import('../app/connections.ts');
	const saved = await findConnection(name, process.cwd());
	const [user, password] = await credentialsOf({ ...flags, user: flags.user ?? saved.user });
	if (user === undefined) {
		return { connection: { ...saved, ...accessFlags(flags) } };
	}
	if (password === undefined) {
		throw new ExpectedError(t('The connection "{0}" has a user: give the password with --password-file FILE.', name));
	}
	return { connection: { ...saved, ...accessFlags(flags), user }, password };
}

async function typedConnection(flags: ConnectionFlags): Promise<{ connection: Connection; password?: string }> {
	const sources = [flags.endpoints, flags.discoverySrv].filter(source => source !== undefined);
	if (sources.length === 0) {
		throw new ExpectedError(
			t(
				'Say whom to ask: --endpoints A,B,C, --discovery-srv DOMAIN or --connection NAME, or what to read: --replay FILE or --import FILE.',
			),
		);
	}
	const [user, password] = await credentialsOf(flags);
	return {
		connection: {
			name: '',
			endpoints: flags.endpoints?.split(',').filter(endpoint => endpoint.trim() !== '') ?? [],
			...(flags.discoverySrv !== undefined && { discoverySrv: flags.discoverySrv }),
			...accessFlags(flags),
			...(user !== undefined && { user }),
		},
		...(password !== undefined && { password }),
	};
}

function accessFlags(flags: ConnectionFlags): Partial<Connection> {
	return {
		...(flags.cacert !== undefined && { caFile: flags.cacert }),
		...(flags.cert !== undefined && { certFile: flags.cert }),
		...(flags.key !== undefined && { keyFile: flags.key }),
		...(flags.serverName !== undefined && { serverName: flags.serverName }),
		...(flags.insecureSkipTlsVerify && { skipVerify: true }),
		...(flags.discover && { discover: true }),
	};
}

/** `ETCDCTL_USER` may be `user:password`; a password file wins. */
async function credentialsOf({
	user,
	passwordFile,
}: Pick<Flags, 'passwordFile'> & { readonly user?: string | undefined }): Promise<
	readonly [user?: string | undefined, password?: string | undefined]
> {
	if (user === undefined && passwordFile !== undefined) {
		throw new ExpectedError(t('--password-file goes with --user NAME.'));
	}
	const [, name, inline] = /^([^:]*)(?::(.*))?$/s.exec(user ?? '') ?? [];
	const password = passwordFile === undefined ? inline : await firstLineOf(passwordFile);
	return user === undefined ? [] : [name, password];
}

async function firstLineOf(path: string): Promise<string> {
	try {
		return (await readFile(path, 'utf8')).split(/\r?\n/)[0] ?? '';
	} catch (error) {
		throw new ExpectedError(t('The file {0} cannot be read: {1}', path, messageOf(error)));
	}
}
