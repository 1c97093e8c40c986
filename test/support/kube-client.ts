import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Creatable } from './kube-apiserver.ts';

export interface Answer {
	readonly status: number;
	readonly body: string;
}

/** Plain requests of a test to an API server: the extension's own client is what is tested, so it is not used here. */
export class KubeClient {
	readonly #url: string;
	readonly #token: string;
	readonly #agent: Agent;

	constructor(url: string, caFile: string, token: string) {
		this.#url = url;
		this.#token = token;
		this.#agent = new Agent({ keepAlive: true, maxSockets: 16, ca: readFileSync(caFile) });
	}

	async isReady(): Promise<boolean> {
		const answer = await this.#send('GET', '/readyz').catch(() => undefined);
		return answer?.status === 200;
	}

	async request(method: string, path: string, body?: unknown): Promise<Answer> {
		const answer = await this.#send(method, path, body);
		if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 2000)}`);
		return answer;
	}

	async create(object: Creatable): Promise<void> {
		const { apiVersion, kind, metadata, status, ...fields } = object;
		const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
		const namespace = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
		const path = `${group}${namespace}/${pluralOf(kind)}`;
		await this.request('POST', path, { apiVersion, kind, metadata, ...fields });
		if (status === undefined) return;
		const patch = { apiVersion, kind, metadata: { name: metadata.name }, status };
		const answer = await this.#send('PATCH', `${path}/${metadata.name}/status`, patch);
		if (answer.status >= 300) throw new Error(`PATCH ${path}/${metadata.name}/status: ${answer.body.slice(0, 2000)}`);
	}

	close(): void {
		this.#agent.destroy();
	}

	#send(method: string, path: string, body?: unknown): Promise<Answer> {
		return new Promise((resolve, reject) => {
			const sent = request(
				`${this.#url}${path}`,
				{
					method,
					agent: this.#agent,
					timeout: 30_000,
					headers: {
						authorization: `Bearer ${this.#token}`,
						'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
					},
				},
				response => {
					let text = '';
					response.on('data', data => (text += data));
					response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
					response.on('error', reject);
				},
			);
			sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer`)));
			sent.on('error', reject);
			sent.end(body === undefined ? undefined : JSON.stringify(body));
		});
	}
}

/** `Ingress` → `ingresses`: enough for the kinds of Kubernetes and Cluster API. */
function pluralOf(kind: string): string {
	const plain = kind.toLowerCase();
	if (/(s|x|ch|sh)$/.test(plain)) return `${plain}es`;
	return /[^aeiou]y$/.test(plain) ? `${plain.slice(0, -1)}ies` : `${plain}s`;
}
