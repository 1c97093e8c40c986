import { ExpectedError } from '../../core/errors.ts';
import { PermissionError } from '../../core/permission.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';
import { Unanswered } from '../etcd/silence.ts';
import { ApiError, type ApiClient } from './api-client.ts';
import { apiCalls, type Review } from './calls.ts';

/** Asks the API server whether this user may do one thing; nothing is tried. */
export async function isAllowed(client: ApiClient, review: Review, signal: AbortSignal): Promise<boolean> {
	const status = await statusOf(client.json(apiCalls.review(review), signal));
	if (typeof status['allowed'] !== 'boolean') {
		throw new ExpectedError(t('The API server does not tell what this user may do.'));
	}
	return status['allowed'];
}

export interface Wanted extends Omit<Review, 'verb' | 'name' | 'namespace'> {
	readonly verbs: readonly Review['verb'][];
	readonly namespace: string;
	readonly names: readonly string[];
}

/** Asks for each verb and each object; throws `PermissionError` with what is missing, and with nothing else. */
export async function demand(client: ApiClient, wanted: Wanted, signal: AbortSignal): Promise<void> {
	const { verbs, names, ...where } = wanted;
	const asked = verbs.flatMap(verb => names.map(name => ({ verb, name })));
	const answers = await Promise.all(asked.map(each => isAllowed(client, { ...where, ...each }, signal)));
	const denied = asked.filter((_, index) => !answers[index]);
	if (denied.length > 0) {
		const { group = '', resource, subresource, namespace } = where;
		throw new PermissionError({
			verbs: verbs.filter(verb => denied.some(each => each.verb === verb)),
			group,
			resource: subresource === undefined ? resource : `${resource}/${subresource}`,
			namespace,
			names: names.filter(name => denied.some(each => each.name === name)),
		});
	}
}

/** The name that roles give this user; `undefined` where the API server is older than the question. */
export async function ownName(client: ApiClient, signal: AbortSignal): Promise<string | undefined> {
	try {
		const { userInfo } = await statusOf(client.json(apiCalls.whoAmI(), signal));
		const name = isObject(userInfo) ? userInfo['username'] : undefined;
		return typeof name === 'string' && name !== '' ? name : undefined;
	} catch (error) {
		if (error instanceof ApiError || error instanceof Unanswered) {
			// Then whoever grants the role puts in the name: it is nothing that a run should fail for.
			return undefined;
		}
		throw error;
	}
}

async function statusOf(answer: Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
	const told = await answer;
	return isObject(told) && isObject(told['status']) ? told['status'] : {};
}
