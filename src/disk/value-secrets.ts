import { t } from '../core/words.ts';
import type { Json, JsonObject } from '../core/yaml-text.ts';
import { textOf } from './value-kind.ts';

/** kubectl keeps a copy of the whole object there. */
const copyAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** Whether all of a value is a secret by its key: where secrets, tokens and the bootstrap data of K3s are kept. */
export function isSecretKey(key: Uint8Array): boolean {
	const text = (textOf(key) ?? '').toLowerCase();
	return /\/secrets\/|^\/bootstrap\/|password|passwd|token|credential|private[-_.]?key/.test(text);
}

/** The same object with the values of a Secret hidden; the object itself where it is none. */
export function withoutSecretValues(object: JsonObject): JsonObject {
	if (object['kind'] !== 'Secret') {
		return object;
	}
	const { metadata, data, stringData } = object;
	return {
		...object,
		...(isObject(metadata) && { metadata: withoutCopy(metadata) }),
		...(isObject(data) && { data: hidden(data) }),
		...(isObject(stringData) && { stringData: hidden(stringData) }),
	};
}

function withoutCopy(metadata: JsonObject): JsonObject {
	const { annotations } = metadata;
	return isObject(annotations) && Object.hasOwn(annotations, copyAnnotation)
		? { ...metadata, annotations: { ...annotations, [copyAnnotation]: hiddenWords() } }
		: metadata;
}

function hidden(values: JsonObject): JsonObject {
	return Object.fromEntries(Object.keys(values).map(name => [name, hiddenWords()]));
}

export function hiddenWords(): string {
	return t('(hidden: a secret)');
}

export function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
