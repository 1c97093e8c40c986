import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';
import { readPlainYaml } from '../../manifest/plain-yaml.ts';
import type { Access } from '../etcd/access.ts';
import type { ExecPlugin } from './exec-plugin.ts';
import { readNamed, type KubeContext, type Kubeconfig } from './kubeconfig.ts';

/** How one context enters its cluster. Holds secrets: lives as long as a connection, and is never shown or kept. */
export interface KubeAccess {
	readonly server: URL;
	/** Trust in the server, and the client certificate where the kubeconfig itself has one. */
	readonly tls: Access;
	readonly proxy?: string;
	readonly namespace?: string;
	readonly user: Signature;
}

/** What a request is signed with. */
export type Signature =
	| { readonly kind: 'none' }
	| { readonly kind: 'token'; readonly token: string }
	/** Read anew for each connection: such files are rotated. */
	| { readonly kind: 'token-file'; readonly path: string }
	| { readonly kind: 'basic'; readonly user: string; readonly password: string }
	| { readonly kind: 'exec'; readonly plugin: ExecPlugin };

type Fields = Readonly<Record<string, unknown>>;

/**
 * The access that a context describes. Its cluster and user are looked for in its own file, then in the others, as kubectl
 * merges them. Paths are relative to the file in which they stand.
 */
export async function accessOfContext(
	context: KubeContext,
	own: Kubeconfig,
	all: readonly Kubeconfig[],
): Promise<KubeAccess> {
	const files = [own, ...all.filter(other => other !== own)];
	const clusterFile = files.find(file => file.servers.has(context.cluster))?.file;
	const userFile = files.find(file => file.users.has(context.user))?.file;
	if (clusterFile === undefined) {
		throw new ExpectedError(
			t('The context {0} names the cluster "{1}", which no file describes.', context.name, context.cluster),
		);
	}
	const cluster = innerOf((await readNamed(clusterFile, { clusters: context.cluster })).clusters, 'cluster');
	const user =
		userFile === undefined ? {} : innerOf((await readNamed(userFile, { users: context.user })).users, 'user');
	return accessOf(context, { cluster, clusterFile, user, userFile: userFile ?? '' });
}

/**
 * The access that a kubeconfig in memory describes. Somebody else wrote it, into a secret: it names no program to be started and
 * no file of this host to be read, or it is refused.
 */
export async function accessOfText(kubeconfig: string): Promise<{ access: KubeAccess; context: KubeContext }> {
	const config = readPlainYaml(kubeconfig);
	const fields = isObject(config) ? config : {};
	const named = (section: string, name: unknown, inner: string) =>
		innerOf(
			listOf(fields[section])
				.filter(isObject)
				.find(each => each['name'] === name),
			inner,
		);
	const name = text(fields, 'current-context') ?? '';
	const { cluster: clusterName, user: userName, namespace } = named('contexts', name, 'context');
	const [cluster, user] = [named('clusters', clusterName, 'cluster'), named('users', userName, 'user')];
	const foreign = [...Object.keys(cluster), ...Object.keys(user)].find(key => reachesOut.includes(key));
	if (foreign !== undefined) {
		throw new ExpectedError(
			t('This kubeconfig comes from a secret and has "{0}", which reaches into this host: it is not used.', foreign),
		);
	}
	const context = {
		name,
		cluster: String(clusterName ?? ''),
		user: String(userName ?? ''),
		...(typeof namespace === 'string' && { namespace }),
	};
	return { access: await accessOf(context, { cluster, clusterFile: '', user, userFile: '' }), context };
}

/** Fields of a cluster or user that start a program or read a file. */
const reachesOut = [
	'exec',
	'auth-provider',
	'tokenFile',
	'certificate-authority',
	'client-certificate',
	'client-key',
] as readonly string[];

async function accessOf(
	context: KubeContext,
	parts: {
		readonly cluster: Fields;
		readonly clusterFile: string;
		readonly user: Fields;
		readonly userFile: string;
	},
): Promise<KubeAccess> {
	const { cluster, clusterFile, user, userFile } = parts;
	const server = URL.parse(text(cluster, 'server') ?? '');
	if (!server || !['http:', 'https:'].includes(server.protocol)) {
		throw new ExpectedError(t('The cluster "{0}" has no address that begins with https://.', context.cluster));
	}
	const [ca, cert, key] = await Promise.all([
		pem(cluster, 'certificate-authority', clusterFile),
		pem(user, 'client-certificate', userFile),
		pem(user, 'client-key', userFile),
	]);
	const serverName = text(cluster, 'tls-server-name');
	const proxy = text(cluster, 'proxy-url');
	return {
		server,
		tls: {
			...(ca && { ca }),
			...(cert && { cert }),
			...(key && { key }),
			...(serverName !== undefined && { serverName }),
			...(cluster['insecure-skip-tls-verify'] === true && { skipVerify: true }),
		},
		...(proxy !== undefined && { proxy }),
		...(context.namespace !== undefined && { namespace: context.namespace }),
		user: signatureOf(user, userFile, context, cluster),
	};
}

function signatureOf(user: Fields, file: string, { user: name }: KubeContext, cluster: Fields): Signature {
	const tokenFile = text(user, 'tokenFile');
	if (tokenFile !== undefined) {
		return { kind: 'token-file', path: resolve(dirname(file), tokenFile) };
	}
	const token = text(user, 'token');
	if (token !== undefined) {
		return { kind: 'token', token };
	}
	const login = text(user, 'username');
	if (login !== undefined) {
		return { kind: 'basic', user: login, password: text(user, 'password') ?? '' };
	}
	if (isObject(user['exec'])) {
		return { kind: 'exec', plugin: pluginOf(user['exec'], file, cluster) };
	}
	const provider = isObject(user['auth-provider']) ? user['auth-provider'] : undefined;
	return provider === undefined ? { kind: 'none' } : legacyToken(provider, name);
}

/** Built-in providers are gone from kubectl but for OIDC, whose token serves until it expires. */
function legacyToken(provider: Fields, user: string): Signature {
	const config = isObject(provider['config']) ? provider['config'] : {};
	const token = text(config, 'id-token') ?? text(config, 'access-token');
	if (token === undefined) {
		throw new ExpectedError(
			t(
				'The user "{0}" signs in through the auth provider "{1}", which Quorum does not start: use an exec plugin.',
				user,
				text(provider, 'name') ?? '',
			),
		);
	}
	return { kind: 'token', token };
}

function pluginOf(exec: Fields, file: string, cluster: Fields): ExecPlugin {
	const command = text(exec, 'command') ?? '';
	const apiVersion = text(exec, 'apiVersion') ?? '';
	const isPath = /[/\\]/.test(command);
	const installHint = text(exec, 'installHint');
	return {
		// As kubectl: a bare name is looked for on the PATH, a relative path beside its file.
		command: isPath ? resolve(dirname(file), command) : command,
		args: listOf(exec['args']).filter(arg => typeof arg === 'string'),
		env: Object.fromEntries(
			listOf(exec['env'])
				.filter(isObject)
				.map(variable => [text(variable, 'name') ?? '', text(variable, 'value') ?? ''])
				.filter(([name]) => name !== ''),
		),
		apiVersion,
		...(exec['interactiveMode'] === 'Always' && { isInteractive: true }),
		...(installHint !== undefined && { installHint }),
		...(exec['provideClusterInfo'] === true && { cluster: clusterInfoOf(cluster) }),
	};
}

function clusterInfoOf(cluster: Fields): Fields {
	const given = ['server', 'tls-server-name', 'insecure-skip-tls-verify', 'certificate-authority-data', 'proxy-url'];
	return Object.fromEntries(given.filter(key => cluster[key] !== undefined).map(key => [key, cluster[key]]));
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** `name-data` in base64 wins over the file `name`. */
async function pem(fields: Fields, name: string, file: string): Promise<Buffer | undefined> {
	const data = text(fields, `${name}-data`);
	if (data !== undefined) {
		return Buffer.from(data, 'base64');
	}
	const path = text(fields, name);
	if (path === undefined) {
		return undefined;
	}
	try {
		return await readFile(resolve(dirname(file), path));
	} catch (error) {
		throw new ExpectedError(t('The file {0} that the kubeconfig names cannot be read: {1}', path, messageOf(error)));
	}
}

function innerOf(item: Fields | undefined, key: string): Fields {
	const inner = item?.[key];
	return isObject(inner) ? inner : {};
}

/** Empty counts as absent, as in Go. */
function text(fields: Fields, key: string): string | undefined {
	const value = fields[key];
	return typeof value === 'string' && value !== '' ? value : undefined;
}
