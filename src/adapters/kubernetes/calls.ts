import { ExpectedError } from '../../core/errors.ts';
import type { KubernetesResource } from '../../core/kubernetes-resources.ts';
import { t } from '../../core/words.ts';

/** One request to an API server. Only this file makes them. */
export interface ApiCall {
	readonly verb: 'GET' | 'POST';
	readonly path: string;
	/** Of a POST. */
	readonly body?: string;
	/** The WebSocket protocol that is asked for. */
	readonly upgrade?: string;
	/** Beside JSON. */
	readonly accept?: string;
}

/** What a user may be asked whether he may do. */
export interface Review {
	readonly verb: 'get' | 'list' | 'watch' | 'create';
	readonly resource: string;
	readonly group?: string;
	readonly subresource?: string;
	readonly namespace?: string;
	/** One object alone: a role may name those that it is about. */
	readonly name?: string;
}

export interface ListQuery {
	readonly namespace?: string;
	readonly limit?: number;
	readonly continue?: string;
	readonly resourceVersion?: string;
	readonly labelSelector?: string;
	readonly fieldSelector?: string;
}

/** Pages that tell of the API server itself. */
export type ApiPage = '/version' | '/livez?verbose' | '/readyz?verbose' | '/metrics' | '/apis';

/** What etcdctl is asked in a pod of etcd: each of these only reads. */
export const etcdctlCommands = {
	status: ['endpoint', 'status'],
	health: ['endpoint', 'health'],
	hash: ['endpoint', 'hashkv'],
	members: ['member', 'list'],
	alarms: ['alarm', 'list'],
	version: ['version'],
} as const;
export type EtcdctlCommand = keyof typeof etcdctlCommands;

const metadataList = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/**
 * Every request that can be sent to an API server, and none of them changes an object: this table is the allow-list of the
 * read-only promise. Reviews of access and of oneself are questions in the form of a POST; a port-forward carries what the allow-list of
 * etcd lets through; a command is run in a pod only if `etcdctlCommands` has it.
 */
export const apiCalls = {
	page: (path: ApiPage): ApiCall => ({ verb: 'GET', path, accept: path === '/metrics' ? 'text/plain' : '*/*' }),
	/** The kinds of one group. */
	resources: (group: string, version: string): ApiCall => ({
		verb: 'GET',
		path: `/apis/${segment(group)}/${segment(version)}`,
	}),
	list: (resource: KubernetesResource, version: string, query: ListQuery): ApiCall => ({
		verb: 'GET',
		path: `${collectionOf(resource, version, query.namespace)}${queryOf(query)}`,
		...(resource.metadataOnly && { accept: metadataList }),
	}),
	get: (resource: KubernetesResource, version: string, namespace: string | undefined, name: string): ApiCall => ({
		verb: 'GET',
		path: `${collectionOf(resource, version, namespace)}/${segment(name)}`,
	}),
	watch: (resource: KubernetesResource, version: string, query: ListQuery, timeoutSeconds: number): ApiCall => ({
		verb: 'GET',
		path: `${collectionOf(resource, version, query.namespace)}${queryOf(query, {
			watch: '1',
			allowWatchBookmarks: 'true',
			timeoutSeconds: String(timeoutSeconds),
		})}`,
	}),
	log: (namespace: string, pod: string, container: string, tailLines: number, previous: boolean): ApiCall => ({
		verb: 'GET',
		path: `${podPath(namespace, pod)}/log?${new URLSearchParams({
			container,
			tailLines: String(tailLines),
			limitBytes: '1000000',
			...(previous && { previous: 'true' }),
		})}`,
		accept: '*/*',
	}),
	review: ({ group = '', ...asked }: Review): ApiCall => ({
		verb: 'POST',
		path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
		body: JSON.stringify({
			apiVersion: 'authorization.k8s.io/v1',
			kind: 'SelfSubjectAccessReview',
			spec: { resourceAttributes: { group, ...asked } },
		}),
	}),
	/** Who the API server takes the caller for. */
	whoAmI: (): ApiCall => ({
		verb: 'POST',
		path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
		body: JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }),
	}),
	portForward: (namespace: string, pod: string, port: number): ApiCall => ({
		verb: 'GET',
		path: `${podPath(namespace, pod)}/portforward?ports=${Math.trunc(port)}`,
		upgrade: 'v4.channel.k8s.io',
	}),
	/** The arguments are passed as they are: there is no shell. */
	etcdctl: (
		where: { readonly namespace: string; readonly pod: string; readonly container: string },
		flags: EtcdctlFlags,
		command: EtcdctlCommand,
	): ApiCall => {
		const argv = ['etcdctl', ...flagsOf(flags), ...etcdctlCommands[command], '--write-out=json'];
		const query = new URLSearchParams({ container: where.container, stdout: 'true', stderr: 'true' });
		argv.forEach(word => query.append('command', word));
		return {
			verb: 'GET',
			path: `${podPath(where.namespace, where.pod)}/exec?${query}`,
			upgrade: 'v4.channel.k8s.io',
		};
	},
} as const;

/** Paths inside the pod, from the pod's own command line. */
export interface EtcdctlFlags {
	readonly endpoint?: string;
	readonly caFile?: string;
	readonly certFile?: string;
	readonly keyFile?: string;
	readonly timeoutSeconds: number;
}

function flagsOf({ endpoint, caFile, certFile, keyFile, timeoutSeconds }: EtcdctlFlags): string[] {
	return [
		...(endpoint === undefined ? [] : [`--endpoints=${endpoint}`]),
		...(caFile === undefined ? [] : [`--cacert=${caFile}`]),
		...(certFile === undefined ? [] : [`--cert=${certFile}`]),
		...(keyFile === undefined ? [] : [`--key=${keyFile}`]),
		`--command-timeout=${timeoutSeconds}s`,
	];
}

function collectionOf({ group, plural }: KubernetesResource, version: string, namespace: string | undefined): string {
	const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
	return namespace === undefined ? `${root}/${plural}` : `${root}/namespaces/${segment(namespace)}/${plural}`;
}

function podPath(namespace: string, pod: string): string {
	return `/api/v1/namespaces/${segment(namespace)}/pods/${segment(pod)}`;
}

/** A name that is no name of Kubernetes must not become another path. */
function segment(name: string): string {
	if (name === '' || name === '.' || name === '..') {
		throw new ExpectedError(t('"{0}" is no name of an object.', name));
	}
	return encodeURIComponent(name);
}

function queryOf({ namespace: _, ...query }: ListQuery, more: Readonly<Record<string, string>> = {}): string {
	const given = Object.entries({ ...query, ...more }).filter(([, value]) => value !== undefined);
	const text = new URLSearchParams(Object.fromEntries(given.map(([key, value]) => [key, String(value)]))).toString();
	return text === '' ? '' : `?${text}`;
}
