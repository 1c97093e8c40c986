import { ExpectedError } from '../../core/errors.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';
import type { ApiClient } from './api-client.ts';
import { apiCalls, type Permission } from './calls.ts';

/** Asks the API server whether this user may do one thing; nothing is tried. */
export async function isAllowed(client: ApiClient, permission: Permission, signal: AbortSignal): Promise<boolean> {
	const answer = await client.json(apiCalls.review(permission), signal);
	const status = isObject(answer) && isObject(answer['status']) ? answer['status'] : undefined;
	if (typeof status?.['allowed'] !== 'boolean') {
		throw new ExpectedError(t('The API server does not tell what this user may do.'));
	}
	return status['allowed'];
}

/** `create, get pods/portforward in kube-system`, as roles and people name it. */
export function permissionInWords(
	{ resource, group, subresource, namespace }: Omit<Permission, 'verb'>,
	verbs: string,
): string {
	const what = `${resource}${group ? `.${group}` : ''}${subresource ? `/${subresource}` : ''}`;
	return namespace === undefined
		? t('Needs the permission to {0} {1}.', verbs, what)
		: t('Needs the permission to {0} {1} in {2}.', verbs, what, namespace);
}
