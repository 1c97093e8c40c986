import { ExpectedError } from './errors.ts';
import { t } from './words.ts';

/** What somebody must be allowed to do at an API server, in the terms of roles. */
export type Permission =
	| {
			readonly verbs: readonly string[];
			readonly group: string;
			/** With its subresource, as `pods/exec`. */
			readonly resource: string;
			/** Missing where it is for all namespaces, or for what is in none. */
			readonly namespace?: string;
			/** Objects of which each must be allowed; missing where it is for any. */
			readonly names?: readonly string[];
	  }
	| { readonly verbs: readonly string[]; readonly page: string };

/** What a user would have to be allowed to do, and is not. */
export class PermissionError extends ExpectedError {
	readonly permission: Permission;

	constructor(permission: Permission, isNamespaced = false) {
		super(inWords(permission, isNamespaced));
		this.permission = permission;
	}
}

/** `create, get pods/portforward in kube-system`, as roles and people name it. */
function inWords(permission: Permission, isNamespaced: boolean): string {
	const verbs = permission.verbs.join(', ');
	if ('page' in permission) {
		return t('Needs the permission to {0} {1}.', verbs, permission.page);
	}
	const { group, resource, namespace } = permission;
	const [plural = '', subresource] = resource.split('/');
	const what = [`${plural}${group === '' ? '' : `.${group}`}`, subresource]
		.filter(part => part !== undefined)
		.join('/');
	if (namespace !== undefined) {
		return t('Needs the permission to {0} {1} in {2}.', verbs, what, namespace);
	}
	return isNamespaced
		? t('Needs the permission to {0} {1} in all namespaces.', verbs, what)
		: t('Needs the permission to {0} {1}.', verbs, what);
}
