import type { KubernetesResource } from '../../core/kubernetes-resources.ts';
import { isObject } from '../../core/shapes.ts';
import type { ApiClient } from './api-client.ts';
import { apiCalls } from './calls.ts';

/** Which groups and versions an API server has; asked once for a connection. */
export class Discovery {
	readonly #client: ApiClient;
	#groups: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

	constructor(client: ApiClient) {
		this.#client = client;
	}

	/** The newest version that both sides know, else the one that the server prefers; undefined where the group is missing. */
	async versionOf({ group, versions }: KubernetesResource, signal: AbortSignal): Promise<string | undefined> {
		if (group === '') {
			return 'v1';
		}
		const served = (await this.groups(signal)).get(group);
		return versions.find(version => served?.includes(version)) ?? served?.[0];
	}

	/** The versions of each group, the preferred one first. */
	groups(signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
		this.#groups ??= this.#client.json(apiCalls.page('/apis'), signal).then(groupsIn);
		this.#groups.catch(() => (this.#groups = undefined));
		return this.#groups;
	}
}

function groupsIn(answer: unknown): ReadonlyMap<string, readonly string[]> {
	const groups = isObject(answer) && Array.isArray(answer['groups']) ? answer['groups'].filter(isObject) : [];
	return new Map(
		groups.map(group => {
			const preferred = isObject(group['preferredVersion']) ? String(group['preferredVersion']['version']) : '';
			const versions = Array.isArray(group['versions']) ? group['versions'].filter(isObject) : [];
			const names = versions.map(({ version }) => String(version));
			return [String(group['name']), [preferred, ...names.filter(name => name !== preferred)]];
		}),
	);
}
