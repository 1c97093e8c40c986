import { createPrivateKey, type X509Certificate } from 'node:crypto';
import {
	fieldOf,
	itemsOf,
	referenceOf,
	type Json,
	type KubeObject,
	type ObjectCertificate,
} from '../../core/kubernetes.ts';
import { kubernetesResources } from '../../core/kubernetes-resources.ts';
import { isObject } from '../../core/shapes.ts';
import { certificateOf, parsePem } from '../etcd/certificates.ts';
import type { ApiClient } from './api-client.ts';
import { apiCalls } from './calls.ts';
import { denialOf } from './lists.ts';

/** Types of secrets that hold certificates: those of ingresses and webhooks, and those that Cluster API makes. */
const secretTypes = ['kubernetes.io/tls', 'cluster.x-k8s.io/secret'];

/** Reads the certificates in secrets, and whether their keys fit. The keys themselves are dropped here, unread by anybody. */
export async function secretCertificates(client: ApiClient, signal: AbortSignal): Promise<ObjectCertificate[]> {
	const found: ObjectCertificate[] = [];
	const { metadataOnly: _, ...whole } = kubernetesResources.secrets;
	for (const type of secretTypes) {
		let next: string | undefined;
		do {
			const query = { fieldSelector: `type=${type}`, limit: 200, ...(next !== undefined && { continue: next }) };
			const answer = await client.json(apiCalls.list(whole, 'v1', query), signal).catch((error: unknown) => {
				throw denialOf(error, 'list', whole, undefined);
			});
			const list = isObject(answer) ? answer : {};
			for (const item of Array.isArray(list['items']) ? list['items'].filter(isObject) : []) {
				found.push(...certificatesIn(item));
			}
			const metadata = isObject(list['metadata']) ? list['metadata'] : {};
			next = typeof metadata['continue'] === 'string' && metadata['continue'] !== '' ? metadata['continue'] : undefined;
		} while (next !== undefined);
	}
	return found;
}

function certificatesIn(secret: Readonly<Record<string, unknown>>): ObjectCertificate[] {
	const metadata = isObject(secret['metadata']) ? secret['metadata'] : {};
	const data = isObject(secret['data']) ? secret['data'] : {};
	const object = {
		apiVersion: 'v1',
		kind: 'Secret',
		namespace: String(metadata['namespace']),
		name: String(metadata['name']),
	};
	const bytes = (key: string) => (typeof data[key] === 'string' ? Buffer.from(data[key], 'base64') : undefined);
	const [leaf] = parsed(bytes('tls.crt'));
	// A kubeconfig of Cluster API has its user's certificate in itself, in base64 once more.
	const inside = /client-certificate-data: *([\w+/=]+)/.exec(bytes('value')?.toString('utf8') ?? '')?.[1];
	const [user] = parsed(inside === undefined ? undefined : Buffer.from(inside, 'base64'));
	const key = bytes('tls.key');
	const keyFits = leaf && key && fits(leaf, key);
	return [
		...(leaf
			? [
					{
						object,
						field: 'data[tls.crt]',
						certificate: certificateOf(leaf),
						...(keyFits !== undefined && { keyFits }),
					},
				]
			: []),
		...(user ? [{ object, field: 'data[value]', certificate: certificateOf(user) }] : []),
	];
}

function fits(leaf: X509Certificate, key: Buffer): boolean {
	try {
		return leaf.checkPrivateKey(createPrivateKey(key));
	} catch {
		// What is no key fits no certificate.
		return false;
	}
}

/** Authorities in `caBundle` fields, wherever these kinds of objects have them. */
export function bundleCertificates(objects: readonly KubeObject[]): ObjectCertificate[] {
	return objects.flatMap(object =>
		bundlesOf(object).flatMap(([field, bundle]) =>
			parsed(Buffer.from(bundle, 'base64')).map(x509 => ({
				object: referenceOf(object),
				field,
				certificate: certificateOf(x509),
			})),
		),
	);
}

function bundlesOf(object: KubeObject): (readonly [field: string, bundle: string])[] {
	const webhooks = itemsOf(object, 'webhooks').map((hook, index): readonly [string, Json | undefined] => [
		`webhooks[${index}].clientConfig.caBundle`,
		fieldOf(hook, 'clientConfig', 'caBundle'),
	]);
	const others: readonly (readonly [string, Json | undefined])[] = [
		['spec.caBundle', fieldOf(object, 'spec', 'caBundle')],
		[
			'spec.conversion.webhook.clientConfig.caBundle',
			fieldOf(object, 'spec', 'conversion', 'webhook', 'clientConfig', 'caBundle'),
		],
	];
	return [...webhooks, ...others].filter((each): each is readonly [string, string] => typeof each[1] === 'string');
}

function parsed(pem: Buffer | undefined): X509Certificate[] {
	try {
		return pem ? parsePem(pem) : [];
	} catch {
		// Whatever it is, it is no certificate, and so tells none.
		return [];
	}
}
