import { ExpectedError } from '../../core/errors.ts';
import { kubernetesResources } from '../../core/kubernetes-resources.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';
import { ApiError, type ApiClient } from './api-client.ts';
import { apiCalls } from './calls.ts';
import { denialOf } from './lists.ts';

/**
 * Fields of a secret that the user asked to use. It is for the moment of connecting alone: nothing of it is shown, kept or
 * written.
 */
export async function secretFields(
	client: ApiClient,
	{ namespace, name }: { readonly namespace: string; readonly name: string },
	fields: readonly string[],
	signal: AbortSignal,
): Promise<Buffer[]> {
	const answer = await client
		.json(apiCalls.get(kubernetesResources.secrets, 'v1', namespace, name), signal)
		.catch((error: unknown) => {
			throw error instanceof ApiError && error.status === 404
				? new ExpectedError(t('There is no secret {0}.', `${namespace}/${name}`))
				: denialOf(error, 'get', kubernetesResources.secrets, namespace, [name]);
		});
	const data = isObject(answer) && isObject(answer['data']) ? answer['data'] : {};
	return fields.map(field => {
		const value = data[field];
		if (typeof value !== 'string' || value === '') {
			throw new ExpectedError(t('The secret {0} has no field "{1}".', `${namespace}/${name}`, field));
		}
		return Buffer.from(value, 'base64');
	});
}
