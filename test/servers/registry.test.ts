import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { JsonObject } from '../../src/core/yaml-text.ts';
import { decodeValue } from '../../src/disk/decoded-value.ts';
import { openDatabase } from '../../src/disk/database.ts';
import { readerOf } from '../../src/disk/reader.ts';
import { changesOf } from '../../src/disk/stored-keys.ts';
import { quorum } from '../support/command-line.ts';
import { startKubeApiServer, type KubeApiServer } from '../support/kube-apiserver.ts';
import { registryObjects, secretCanary, writeRegistry } from '../support/registry-objects.ts';

type Json = Readonly<Record<string, unknown>>;
interface Served extends Json {
	readonly metadata: Readonly<Record<string, unknown>>;
}

/** Each key of the file with its newest value, unless it was deleted. */
function newestValues(path: string): Map<string, { readonly value: Uint8Array; readonly revision: number }> {
	const database = openDatabase(readerOf(readFileSync(path)));
	assert.ok(database);
	const newest = new Map<string, { readonly value: Uint8Array; readonly revision: number }>();
	for (const { key, value, revision } of changesOf(database)) {
		const name = Buffer.from(key).toString();
		newest.delete(name);
		if (!revision.isTombstone && name.startsWith('/registry/')) {
			newest.set(name, { value: new Uint8Array(value), revision: revision.main });
		}
	}
	return newest;
}

/** Where the API server serves an object, by what it says of itself. */
class Discovery {
	readonly #server: KubeApiServer;
	readonly #known = new Map<string, readonly { name: string; kind: string; namespaced: boolean }[]>();

	constructor(server: KubeApiServer) {
		this.#server = server;
	}

	async pathOf({ apiVersion, kind, metadata }: JsonObject): Promise<string | undefined> {
		const { name, namespace } = Object(metadata);
		const root = String(apiVersion).includes('/') ? `/apis/${String(apiVersion)}` : `/api/${String(apiVersion)}`;
		const resource = (await this.#resources(root)).find(each => each.kind === kind && !each.name.includes('/'));
		return resource && `${root}${resource.namespaced ? `/namespaces/${namespace}` : ''}/${resource.name}/${name}`;
	}

	async #resources(root: string) {
		const known = this.#known.get(root);
		if (known) return known;
		// A version may be stored and not be served.
		const answer = await answerAt(this.#server, root);
		const resources = (answer?.['resources'] ?? []) as { name: string; kind: string; namespaced: boolean }[];
		this.#known.set(root, resources);
		return resources;
	}
}

/** Undefined for what is stored and not served by that name. */
async function answerAt(server: KubeApiServer, path: string): Promise<Served | undefined> {
	try {
		return JSON.parse((await server.request('GET', path)).body) as Served;
	} catch (error) {
		if (String(error).includes(': 404 ')) return undefined;
		throw error;
	}
}

/** Without the revision, which etcd keeps, and the types within claim templates, which are filled in when they are read. */
function asStored({ metadata: { resourceVersion: _, ...metadata }, ...object }: Served): Json {
	const spec = Object(object['spec']) as { readonly volumeClaimTemplates?: readonly Json[] };
	const { volumeClaimTemplates } = spec;
	return {
		...object,
		metadata,
		...(volumeClaimTemplates && {
			spec: {
				...spec,
				volumeClaimTemplates: volumeClaimTemplates.map(({ apiVersion: _a, kind: _k, ...rest }) => rest),
			},
		}),
	};
}

describe('the database of a real API server', function () {
	this.timeout(180_000);
	let server: KubeApiServer;
	let database: string;
	let discovery: Discovery;

	before(async () => {
		server = await startKubeApiServer();
		await writeRegistry(server);
		discovery = new Discovery(server);
		const member = server.etcd.member(0);
		database = join(member.dataDir, 'member', 'snap', 'db');
		await untilWritten();
	});

	/** What was written last is in the file: etcd puts there in batches what it has long answered. */
	async function untilWritten(): Promise<void> {
		const last = await answerAt(server, '/api/v1/namespaces/shop/configmaps/web');
		const revision = Number(last?.metadata['resourceVersion']);
		while (newestValues(database).get('/registry/configmaps/shop/web')?.revision !== revision) {
			await new Promise(resolve => setTimeout(resolve, 50));
		}
	}
	after(() => server?.close());

	it('holds each object as the API server answers it', async () => {
		const kinds = new Set<string>();
		for (const [key, { value, revision }] of newestValues(database)) {
			const { object } = decodeValue(Buffer.from(key), value, true);
			const path = object && (await discovery.pathOf(object));
			const answer = path === undefined ? undefined : await answerAt(server, path);
			// What was written again meanwhile, as leases are, is compared with nothing.
			if (answer && answer.metadata['resourceVersion'] === String(revision)) {
				assert.deepEqual(JSON.parse(JSON.stringify(object)), asStored(answer), key);
				kinds.add(String(answer['kind']));
			}
		}
		// Definitions of custom resources are kept in a version that is not served any more.
		const expected = [...registryObjects.map(({ kind }) => kind), 'Widget', 'FlowSchema'];
		assert.deepEqual(
			expected.filter(kind => !kinds.has(kind)),
			['CustomResourceDefinition'],
		);
	});

	it('is shown on the command line as YAML, secrets hidden', async () => {
		const get = async (...args: string[]) => (await quorum(['inspect', database, 'get', ...args])).stdout;
		const deployment = await get('/registry/deployments/shop/web');
		const [, yaml = ''] = deployment.split('value:\n');
		const { body } = await server.request('GET', '/apis/apps/v1/namespaces/shop/deployments/web');
		const { metadata, ...expected } = JSON.parse(body) as Served;
		const { metadata: shown, ...rest } = parse(yaml) as Served;
		assert.deepEqual(rest, expected);
		assert.equal(shown['uid'], metadata['uid']);
		const secret = '/registry/secrets/shop/database';
		const encoded = Buffer.from(secretCanary).toString('base64');
		for (const format of ['text', 'json']) {
			const hidden = await get(secret, '--format', format);
			assert.match(hidden, /hidden: a secret/);
			assert.ok(!hidden.includes(secretCanary) && !hidden.includes(encoded));
			assert.ok((await get(secret, '--format', format, '--reveal')).includes(encoded));
		}
		const { stdout } = await quorum(['inspect', database, 'keys', '--decode', '--format', 'json']);
		assert.ok(stdout.includes('"kind":"Deployment"'));
		assert.ok(!stdout.includes(secretCanary) && !stdout.includes(encoded));
	});
});
