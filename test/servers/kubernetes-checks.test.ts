import { openCluster, type OpenCluster } from '../../src/app/kubernetes/open-cluster.ts';
import assert from 'node:assert/strict';
import type { Check } from '../../src/core/check.ts';
import type { Facts } from '../../src/core/facts.ts';
import { kubernetesResources, type ResourceName } from '../../src/core/kubernetes-resources.ts';
import type { KubeObject, Listing } from '../../src/core/kubernetes.ts';
import { scenes } from '../scenes/index.ts';
import { isResource, stagedFacts, type Staging } from '../scenes/scene.ts';
import { findingsIn } from '../support/facts.ts';
import { startKubeApiServer, type KubeApiServer } from '../support/kube-apiserver.ts';
import { KubeStage } from '../support/kube-stage.ts';

/** Of these the API server or one of its own controllers says something else than the scene wants. */
const elsewhere: ReadonlyMap<string, string> = new Map([
	['kubernetes/api-service-unavailable', 'the API server itself judges each APIService: see below'],
]);

/** Every scene once more, its objects written through a real API server and read as the extension reads them. */
describe('the checks of Kubernetes on a real API server', function () {
	this.timeout(180_000);
	let server: KubeApiServer;
	let cluster: OpenCluster;
	let stage: KubeStage;
	const signal = new AbortController().signal;

	before(async () => {
		server = await startKubeApiServer();
		stage = new KubeStage(server);
		await stage.define(
			scenes
				.flatMap(({ silent, speaking }) => [...silent, ...speaking.map(({ staging }) => staging)])
				.flatMap(stagedOf),
		);
		await server.createAll(['fleet'].map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
		cluster = await openCluster(
			{ file: server.kubeconfig() },
			{ env: {}, isAllowed: false, timeoutMs: 30_000, requestMs: 30_000 },
		);
	});
	after(async () => {
		cluster?.close();
		await server?.close();
	});

	/** The facts of a scene, its objects as the API server tells them. */
	async function factsOn(check: Check, staging: Staging): Promise<Facts> {
		const facts = stagedFacts(staging);
		const names = check.needs.filter(isResource);
		const lists = await Promise.all(names.map(async name => [name, await told(name, facts[name].objects)] as const));
		return { ...facts, ...Object.fromEntries(lists) };
	}

	/** What is not of the scene is the API server's own. Its uids and times cannot be chosen: they are those of the scene. */
	async function told(name: ResourceName, written: readonly KubeObject[]): Promise<Listing> {
		const listing = await cluster.lists.all(kubernetesResources[name], signal);
		const objects = listing.objects.flatMap(object => {
			const own = written.find(
				({ metadata }) => metadata.name === object.metadata.name && metadata.namespace === object.metadata.namespace,
			);
			if (own === undefined) {
				return [];
			}
			const { uid, creationTimestamp, deletionTimestamp } = own.metadata;
			assert.equal(
				object.metadata.deletionTimestamp !== undefined,
				deletionTimestamp !== undefined,
				`${name} ${object.metadata.name}`,
			);
			return [
				{
					...object,
					metadata: {
						...object.metadata,
						uid,
						...(creationTimestamp !== undefined && { creationTimestamp }),
						...(deletionTimestamp !== undefined && { deletionTimestamp }),
					},
				},
			];
		});
		assert.equal(objects.length, written.length, `${name}: not every object came back`);
		return { ...listing, served: listing.served || written.length === 0, objects };
	}

	/** As `told`, in the order in which the scene wrote them. */
	async function play(check: Check, staging: Staging): Promise<readonly string[]> {
		const staged = stagedOf(staging);
		try {
			await stage.put(staged);
			return findingsIn(check, await factsOn(check, staging)).map(({ message }) => message);
		} finally {
			await stage.clear(staged);
		}
	}

	for (const { check, silent, speaking } of scenes.filter(each => !elsewhere.has(each.check.id))) {
		it(check.id, async () => {
			for (const staging of silent.filter(isServed)) {
				assert.deepEqual(await play(check, staging), []);
			}
			for (const { staging, says } of speaking) {
				const messages = await play(check, staging);
				assert.equal(messages.length, says.length, messages.join('\n') || 'It says nothing.');
				says.forEach((pattern, index) => assert.match(messages[index] ?? '', pattern));
			}
		});
	}
});

function stagedOf(staging: Staging): [ResourceName, readonly KubeObject[]][] {
	return Object.entries(staging).flatMap(([name, value]) => {
		if (!isResource(name)) {
			return [];
		}
		// A fact of this name is a list of objects or a listing.
		const listing = (Array.isArray(value) ? { objects: value } : value) as Pick<Listing, 'objects'>;
		return [[name, listing.objects] as [ResourceName, readonly KubeObject[]]];
	});
}

/** What this API server knows it cannot be made to forget. */
function isServed(staging: Staging): boolean {
	return Object.values(staging).every(value => Object(value).served !== false);
}
