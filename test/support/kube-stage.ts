import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
	type KubernetesResource,
	kubernetesResources,
	type ResourceName,
} from '../../src/core/kubernetes-resources.ts';
import type { KubeObject } from '../../src/core/kubernetes.ts';
import type { Creatable, KubeApiServer } from './kube-apiserver.ts';

const builtIn = /^$|^(?:apps|batch|policy|autoscaling)$|\.k8s\.io$/;
/** Groups whose names end alike and that are not of the API server. */
const custom = /cluster\.x-k8s\.io$|^(?:metrics|gateway\.networking)\.k8s\.io$/;

/** Objects of a scene as they were written, under the name of their fact. */
export type Staged = readonly (readonly [ResourceName, readonly KubeObject[]])[];

/** Writes the objects of scenes through a real API server, and takes them away again. */
export class KubeStage {
	readonly #server: KubeApiServer;

	constructor(server: KubeApiServer) {
		this.#server = server;
	}

	/** What the scenes have objects of and the API server does not know itself gets a definition that takes any field. */
	async define(staged: Staged): Promise<void> {
		const kinds = new Map(
			staged.flatMap(([name, objects]) => objects.slice(0, 1).map(({ kind }) => [name, kind] as const)),
		);
		for (const [name, kind] of kinds) {
			const resource = kubernetesResources[name];
			if (!builtIn.test(resource.group) || custom.test(resource.group)) {
				await this.#server.create(definitionOf(resource, kind));
				await this.#until(`${pathOf(name)}?limit=1`, 200);
			}
		}
	}

	async put(staged: Staged): Promise<void> {
		for (const [name, objects] of staged) {
			for (const object of objects) {
				await this.#put(name, object);
			}
		}
	}

	async #put(name: ResourceName, object: KubeObject): Promise<void> {
		const { apiVersion, kind, metadata, status, ...fields } = object;
		const { uid: _uid, creationTimestamp: _created, deletionTimestamp, ...own } = metadata;
		const path = pathOf(name, object);
		const isCustom = isDefined(name);
		const spec =
			kind === 'CertificateSigningRequest' ? { spec: { ...Object(fields['spec']), request: await requestOf() } } : {};
		// A webhook of the scene before may be asked for a moment still.
		await this.#persist(() =>
			this.#server.request('POST', path, {
				apiVersion,
				kind,
				metadata: own,
				...fields,
				...spec,
				...(isCustom && status !== undefined && { status }),
			}),
		);
		// A namespace is called terminating by nobody before it is deleted.
		if (deletionTimestamp !== undefined) {
			await this.#server.request('DELETE', `${path}/${metadata.name}`);
		}
		if (!isCustom && status !== undefined && Object.keys(Object(status)).length > 0) {
			const subresource = kind === 'CertificateSigningRequest' ? 'approval' : 'status';
			await this.#server.request('PATCH', `${path}/${metadata.name}/${subresource}`, { status });
		}
	}

	async clear(staged: Staged): Promise<void> {
		for (const [name, objects] of staged) {
			for (const object of objects) {
				const path = `${pathOf(name, object)}/${object.metadata.name}`;
				// The API server puts finalizers of its own on volumes and claims.
				if (object.metadata.finalizers !== undefined || name.startsWith('persistentVolume')) {
					await this.#attempt('PATCH', path, { metadata: { finalizers: null } });
				}
				await this.#delete(path, object);
			}
		}
	}

	async #delete(path: string, { kind, metadata }: KubeObject): Promise<void> {
		// What was deleted while a finalizer held it went with the finalizer.
		await this.#attempt('DELETE', `${path}?gracePeriodSeconds=0&propagationPolicy=Background`);
		if (kind === 'Namespace') {
			// The controller that would do it does not run.
			await this.#attempt('PUT', `${path}/finalize`, {
				apiVersion: 'v1',
				kind,
				metadata: { name: metadata.name },
				spec: { finalizers: [] },
			});
		}
		await this.#until(path, 404);
	}

	async #attempt(method: string, path: string, body?: unknown): Promise<void> {
		try {
			await this.#server.request(method, path, body);
		} catch (error) {
			if (!/ 404 /.test(String(error))) {
				throw error;
			}
		}
	}

	async #until(path: string, status: 200 | 404): Promise<void> {
		const deadline = Date.now() + 30_000;
		for (;;) {
			const found = await this.#server.request('GET', path).then(
				() => 200,
				(error: unknown) => (/ 404 /.test(String(error)) ? 404 : 0),
			);
			if (found === status) {
				return;
			}
			if (Date.now() > deadline) {
				throw new Error(`${path}: no ${status} within 30 s`);
			}
			await setTimeout(50);
		}
	}

	async #persist(write: () => Promise<unknown>): Promise<void> {
		const deadline = Date.now() + 30_000;
		for (;;) {
			try {
				await write();
				return;
			} catch (error) {
				if (
					!/failed calling webhook|being deleted|AlreadyExists.*being deleted/.test(String(error)) ||
					Date.now() > deadline
				) {
					throw error;
				}
				await setTimeout(100);
			}
		}
	}
}

function isDefined(name: ResourceName): boolean {
	const { group } = kubernetesResources[name];
	return !builtIn.test(group) || custom.test(group);
}

function pathOf(name: ResourceName, object?: KubeObject): string {
	const { group, plural, versions } = kubernetesResources[name];
	const version = object?.apiVersion.split('/').at(-1) ?? versions[0];
	const namespace = object?.metadata.namespace === undefined ? '' : `/namespaces/${object.metadata.namespace}`;
	return `${group === '' ? '/api' : `/apis/${group}`}/${version}${namespace}/${plural}`;
}

function definitionOf({ group, versions, plural, namespaced }: KubernetesResource, kind: string): Creatable {
	const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
	return {
		apiVersion: 'apiextensions.k8s.io/v1',
		kind: 'CustomResourceDefinition',
		metadata: { name: `${plural}.${group}`, annotations: { 'api-approved.kubernetes.io': 'unapproved, for tests' } },
		spec: {
			group,
			scope: namespaced ? 'Namespaced' : 'Cluster',
			names: { plural, kind, singular: kind.toLowerCase(), listKind: `${kind}List` },
			versions: versions.map((name, index) => ({ name, served: true, storage: index === 0, schema })),
		},
	};
}

/** The API server looks into requests for certificates. */
async function requestOf(): Promise<string> {
	const { stdout } = await promisify(execFile)('openssl', [
		'req',
		'-new',
		'-newkey',
		'ec',
		'-pkeyopt',
		'ec_paramgen_curve:P-256',
		'-nodes',
		'-keyout',
		'/dev/null',
		'-subj',
		'/O=system:nodes/CN=system:node:w-1',
	]);
	return Buffer.from(stdout).toString('base64');
}
