import { ExpectedError } from '../../core/errors.ts';
import type { KubeObject, Listing } from '../../core/kubernetes.ts';
import { resourceInWords, type KubernetesResource } from '../../core/kubernetes-resources.ts';
import { PermissionError } from '../../core/permission.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';
import { finish, inTurn } from '../breaths.ts';
import { Unanswered } from '../etcd/silence.ts';
import { ApiError, type ApiClient } from './api-client.ts';
import { apiCalls, type ListQuery } from './calls.ts';
import type { Discovery } from './discovery.ts';
import { readObject } from './read-object.ts';

/** A page is parsed in one piece, which must not hold up a window: of large objects a page has fewer. */
const pageLength = 1_000_000;
const largestPage = 500;
/** Until the first page tells how large the objects are. */
const firstPage = 100;

export interface Page {
	readonly objects: readonly KubeObject[];
	/** Where a watch goes on from. */
	readonly resourceVersion: string;
}

/** Reads lists of one cluster page by page. A list that is denied is an `ExpectedError` that names what it needs. */
export class Lists {
	readonly #client: ApiClient;
	readonly #discovery: Discovery;

	constructor(client: ApiClient, discovery: Discovery) {
		this.#client = client;
		this.#discovery = discovery;
	}

	/** All objects of a kind; those that the resource names, where it names some. */
	async all(resource: KubernetesResource, signal: AbortSignal, query: ListQuery = {}): Promise<Listing> {
		const version = await this.#discovery.versionOf(resource, signal);
		if (version === undefined) {
			return { served: false, objects: [] };
		}
		try {
			return resource.only
				? { served: true, objects: await this.#named(resource, version, resource.only, signal) }
				: await this.#listed(resource, version, query, signal);
		} catch (error) {
			if (error instanceof ApiError && error.status === 404) {
				return { served: false, objects: [] };
			}
			const { only } = resource;
			throw only
				? denialOf(error, 'get', resource, only.namespace, only.names)
				: denialOf(error, 'list', resource, query.namespace);
		}
	}

	/** One object; undefined where it is not there. */
	async one(
		resource: KubernetesResource,
		namespace: string | undefined,
		name: string,
		signal: AbortSignal,
	): Promise<KubeObject | undefined> {
		const version = await this.#discovery.versionOf(resource, signal);
		try {
			return version === undefined ? undefined : await this.#get(resource, version, namespace, name, signal);
		} catch (error) {
			throw denialOf(error, 'get', resource, namespace, [name]);
		}
	}

	/** Page after page, so that nobody needs to hold all of it; gives the version that the whole list is of. */
	async *pages(
		resource: KubernetesResource,
		version: string,
		query: ListQuery,
		signal: AbortSignal,
	): AsyncGenerator<Page> {
		let next: string | undefined;
		let limit = firstPage;
		do {
			const asked = { ...query, limit, ...(next !== undefined && { continue: next }) };
			const { list, length, expired } = await this.#page(resource, version, asked, signal);
			if (expired !== undefined) {
				// The list was so long that its beginning is compacted: what follows is of a newer state.
				next = expired;
				continue;
			}
			const metadata = isObject(list['metadata']) ? list['metadata'] : {};
			const objects = await inTurn(() => finish(objectsOf(list)));
			yield { objects, resourceVersion: String(metadata['resourceVersion'] ?? '') };
			limit = Math.min(largestPage, Math.max(1, Math.floor((pageLength * Math.max(1, objects.length)) / length)));
			next = typeof metadata['continue'] === 'string' && metadata['continue'] !== '' ? metadata['continue'] : undefined;
		} while (next !== undefined);
	}

	async #page(
		resource: KubernetesResource,
		version: string,
		query: ListQuery,
		signal: AbortSignal,
	): Promise<{ readonly list: Readonly<Record<string, unknown>>; readonly length: number; readonly expired?: string }> {
		try {
			const { value, length } = await this.#client.sizedJson(apiCalls.list(resource, version, query), signal);
			return { list: isObject(value) ? value : {}, length };
		} catch (error) {
			const metadata = error instanceof ApiError && error.status === 410 ? error.body['metadata'] : undefined;
			const token = isObject(metadata) ? metadata['continue'] : undefined;
			if (typeof token === 'string' && token !== '' && query.continue !== undefined) {
				return { list: {}, length: 0, expired: token };
			}
			throw error;
		}
	}

	/** Where etcd does not answer the API server, what it remembers is better than nothing, and is said to be that. */
	async #listed(
		resource: KubernetesResource,
		version: string,
		query: ListQuery,
		signal: AbortSignal,
	): Promise<Listing> {
		try {
			return { served: true, objects: await this.#collect(resource, version, query, signal) };
		} catch (error) {
			const isEtcdDown =
				(error instanceof ApiError && error.status >= 500) ||
				(error instanceof Unanswered && error.silence.stage === 'deadline');
			if (!isEtcdDown || signal.aborted) {
				throw error;
			}
			const objects = await this.#collect(resource, version, { ...query, resourceVersion: '0' }, signal).catch(() => {
				throw error;
			});
			return { served: true, objects, cached: true };
		}
	}

	async #collect(
		resource: KubernetesResource,
		version: string,
		query: ListQuery,
		signal: AbortSignal,
	): Promise<KubeObject[]> {
		const all: KubeObject[] = [];
		for await (const { objects } of this.pages(resource, version, query, signal)) {
			for (const object of objects) {
				all.push(object);
			}
		}
		return all;
	}

	async #named(
		resource: KubernetesResource,
		version: string,
		{ namespace, names }: { readonly namespace: string; readonly names: readonly string[] },
		signal: AbortSignal,
	): Promise<KubeObject[]> {
		const found = await Promise.all(names.map(name => this.#get(resource, version, namespace, name, signal)));
		return found.filter(object => object !== undefined);
	}

	async #get(
		resource: KubernetesResource,
		version: string,
		namespace: string | undefined,
		name: string,
		signal: AbortSignal,
	): Promise<KubeObject | undefined> {
		try {
			return readObject(await this.#client.json(apiCalls.get(resource, version, namespace, name), signal));
		} catch (error) {
			if (error instanceof ApiError && error.status === 404) {
				return undefined;
			}
			throw error;
		}
	}
}

/** Items of a list do not say what they are: the list does, as `PodList`. */
function* objectsOf(list: Readonly<Record<string, unknown>>): Generator<void, KubeObject[]> {
	const items = Array.isArray(list['items']) ? list['items'] : [];
	const kind = String(list['kind'] ?? '').replace(/List$/, '');
	const apiVersion = String(list['apiVersion'] ?? '');
	const objects: KubeObject[] = [];
	for (const item of items) {
		const object = readObject(item, apiVersion, kind);
		if (object) {
			objects.push(object);
		}
		yield;
	}
	return objects;
}

/** What a refusal asks for, in the words of a role; other errors stay what they are. */
export function denialOf(
	error: unknown,
	verb: 'get' | 'list' | 'watch',
	resource: KubernetesResource,
	namespace: string | undefined,
	names?: readonly string[],
): unknown {
	if (error instanceof Unanswered) {
		return new ExpectedError(t('{0}: {1}', resourceInWords(resource), error.message));
	}
	if (!(error instanceof ApiError) || error.status !== 403) {
		return error;
	}
	const { group, plural, namespaced } = resource;
	const where = { ...(namespace !== undefined && { namespace }), ...(names && { names }) };
	return new PermissionError({ verbs: [verb], group, resource: plural, ...where }, namespaced);
}
