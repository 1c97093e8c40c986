import type { Refused } from './diagnose.ts';
import type { FactName } from './facts.ts';
import type { Permission } from './permission.ts';
import { t } from './words.ts';
import { yamlText, type JsonObject } from './yaml-text.ts';

const api = 'rbac.authorization.k8s.io';

/** Stands where the API server did not tell who the user is. */
export const unknownUser = 'NAME-OF-THE-USER';

/**
 * The least that grants what is missing, and the binding to whom it is missing, to be given to whoever grants roles: a Role for each
 * namespace, a ClusterRole for the rest. What is in it makes its name, so that it replaces no other that was granted before.
 */
export function minimalRole(permissions: readonly Permission[], user = unknownUser): string {
	const scopes = Map.groupBy(permissions, permission => ('page' in permission ? undefined : permission.namespace));
	const objects = [...scopes].flatMap(([namespace, each]) => objectsFor(namespace, rulesOf(each), user));
	return `${warningOn(permissions)}${objects.join('---\n')}`;
}

/** As comments, for what should not be granted without a thought. */
function warningOn(permissions: readonly Permission[]): string {
	const resources = permissions.flatMap(permission => ('page' in permission ? [] : [permission.resource]));
	const lines = [
		...(resources.includes('secrets') ? [t('Whoever may list secrets may read them.')] : []),
		...(resources.includes('pods/exec')
			? [t('Whoever may run commands in a pod of etcd may do anything to the cluster.')]
			: []),
	];
	return [...new Set(lines)].map(line => `# ${line}\n`).join('');
}

/** That for what a run, or a part of it, could not see. */
export function roleFor({ user, permissions }: Refused, facts?: readonly FactName[]): string {
	const missing = Object.entries(permissions).filter(([fact]) => facts?.some(each => each === fact) ?? true);
	return minimalRole(
		missing.map(([, permission]) => permission),
		user,
	);
}

function objectsFor(namespace: string | undefined, rules: readonly JsonObject[], user: string): string[] {
	const kind = namespace === undefined ? 'ClusterRole' : 'Role';
	const name = `quorum-${fingerprint(JSON.stringify([rules, user]))}`;
	const metadata = { name, ...(namespace !== undefined && { namespace }) };
	return [
		`${yamlText({ apiVersion: `${api}/v1`, kind, metadata })}rules:\n${rules.map(ruleLine).join('')}`,
		yamlText({
			apiVersion: `${api}/v1`,
			kind: `${kind}Binding`,
			metadata,
			roleRef: { apiGroup: api, kind, name },
			subjects: [{ apiGroup: api, kind: 'User', name: user }],
		}),
	];
}

/** One rule, one line: a user who may see nothing needs many. JSON is YAML too. */
function ruleLine(rule: JsonObject): string {
	const fields = Object.entries(rule).map(([name, words]) => `${name}: ${JSON.stringify(words).replaceAll(',', ', ')}`);
	return `- {${fields.join(', ')}}\n`;
}

/** Resources of one group with the same verbs and names share a rule; secrets have their own, to be left out easily. */
function rulesOf(permissions: readonly Permission[]): JsonObject[] {
	const alike = Map.groupBy(permissions, permission => {
		if ('page' in permission) {
			return JSON.stringify(permission.verbs);
		}
		const { verbs, group, names, resource } = permission;
		return JSON.stringify([verbs, group, names, resource === 'secrets']);
	});
	return [...alike.values()].map(ruleOf);
}

function ruleOf(permissions: readonly Permission[]): JsonObject {
	const [first] = permissions;
	const verbs = first?.verbs ?? [];
	if (first === undefined || 'page' in first) {
		return { nonResourceURLs: sortedOnce(permissions.map(each => ('page' in each ? each.page : ''))), verbs };
	}
	const { group, names } = first;
	const resources = sortedOnce(permissions.map(each => ('page' in each ? '' : each.resource)));
	return { apiGroups: [group], resources, ...(names && { resourceNames: names }), verbs };
}

function sortedOnce(words: readonly string[]): string[] {
	return [...new Set(words)].sort();
}

/** FNV-1a: short, and the same for the same text. */
function fingerprint(text: string): string {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) {
		hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	}
	return hash.toString(16).padStart(8, '0');
}
