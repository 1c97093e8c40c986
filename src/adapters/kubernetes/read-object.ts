import type { Json, KubeObject } from '../../core/kubernetes.ts';
import { isObject } from '../../core/shapes.ts';

/**
 * An object of the API without what nobody reads and what nobody should: managed fields and the copy that `kubectl apply`
 * keeps are half of many objects; values of environment variables are secrets too often. `undefined` where it is no object
 * of Kubernetes.
 */
export function readObject(value: unknown, apiVersion = '', kind = ''): KubeObject | undefined {
	if (!isObject(value) || !isObject(value['metadata'])) {
		return undefined;
	}
	const { name, uid } = value['metadata'];
	const own = { apiVersion: textOr(value['apiVersion'], apiVersion), kind: textOr(value['kind'], kind) };
	if (typeof name !== 'string' || own.apiVersion === '' || own.kind === '') {
		return undefined;
	}
	const metadata: Record<string, unknown> = {
		...dropped(value['metadata'], metadataDropped),
		uid: typeof uid === 'string' ? uid : '',
	};
	const annotations = isObject(metadata['annotations'])
		? dropped(metadata['annotations'], annotationsDropped)
		: undefined;
	const rest = dropped(value, ['metadata', 'apiVersion', 'kind', ...(isSecret(own) ? ['data', 'stringData'] : [])]);
	const whole = { ...own, metadata: { ...metadata, ...(annotations && { annotations }) }, ...fieldsOf(rest, own.kind) };
	// The three fields that every object must have were looked at; `withoutNull` leaves JSON.
	return withoutNull(whole) as unknown as KubeObject;
}

type Fields = Readonly<Record<string, unknown>>;

const metadataDropped = ['managedFields', 'selfLink', 'resourceVersion'];
const annotationsDropped = ['kubectl.kubernetes.io/last-applied-configuration'];

function isSecret({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): boolean {
	return apiVersion === 'v1' && kind === 'Secret';
}

function fieldsOf(fields: Fields, kind: string): Fields {
	if (kind === 'CustomResourceDefinition' && isObject(fields['spec'])) {
		const versions = fields['spec']['versions'];
		const plain = Array.isArray(versions)
			? versions.map(each => (isObject(each) ? dropped(each, ['schema']) : each))
			: [];
		return { ...fields, spec: { ...fields['spec'], versions: plain } };
	}
	// Names of all images of a node, which nobody reads, are most of it.
	return kind === 'Node' && isObject(fields['status'])
		? { ...fields, status: dropped(fields['status'], ['images']) }
		: fields;
}

function dropped(fields: Fields, keys: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

function withoutNull(value: unknown): Json | undefined {
	if (Array.isArray(value)) {
		return value.map(withoutNull).filter(item => item !== undefined);
	}
	if (!isObject(value)) {
		// Of JSON only null is no such value.
		return value === null ? undefined : (value as Json);
	}
	const out: Record<string, Json | undefined> = {};
	for (const [key, item] of Object.entries(value)) {
		const read = key === 'env' && Array.isArray(item) ? item.map(withoutValue) : item;
		const plain = withoutNull(read);
		if (plain !== undefined) {
			out[key] = plain;
		}
	}
	return out;
}

/** A variable of etcd is a flag; any other may be a password. */
function withoutValue(variable: unknown): unknown {
	if (
		!isObject(variable) ||
		(/^ETCD_/.test(String(variable['name'])) && !/PASS|TOKEN|SECRET/.test(String(variable['name'])))
	) {
		return variable;
	}
	return dropped(variable, ['value']);
}

function textOr(value: unknown, otherwise: string): string {
	return typeof value === 'string' && value !== '' ? value : otherwise;
}
