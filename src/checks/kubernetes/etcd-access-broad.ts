import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { itemsOf, type Json, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Whoever may start a process in a pod of kube-system, or read its secrets, owns etcd and with it the cluster. */
export default check({
	id: 'kubernetes/etcd-access-broad',
	title: 'Others than the system can reach etcd through the API',
	remedy: 'Narrow the role by resourceNames, or bind it in other namespaces only.',
	severity: 'info',
	needs: ['clusterRoles', 'clusterRoleBindings', 'roles', 'roleBindings'],
	params: {},
	*run(facts) {
		const { clusterRoles, clusterRoleBindings, roles, roleBindings } = facts;
		const isAbove = (kind: string | undefined, name: string | undefined): boolean => {
			const own =
				kind === 'Role'
					? roles.objects.filter(({ metadata }) => metadata.namespace === 'kube-system')
					: clusterRoles.objects;
			return own.some(role => role.metadata.name === name && itemsOf(role, 'rules').some(reachesEtcd));
		};
		const inKubeSystem = roleBindings.objects.filter(({ metadata }) => metadata.namespace === 'kube-system');
		for (const binding of [...clusterRoleBindings.objects, ...inKubeSystem]) {
			const strangers = itemsOf(binding, 'subjects').filter(isStranger);
			if (strangers.length > 0 && isAbove(textOf(binding, 'roleRef', 'kind'), textOf(binding, 'roleRef', 'name'))) {
				yield problemWith(
					binding,
					t(
						'{0} lets {1} into the pods or the secrets of kube-system.',
						called(binding),
						strangers.map(each => textOf(each, 'name') ?? '?').join(', '),
					),
					{ severity: strangers.some(isEverybody) ? 'error' : 'info' },
				);
			}
		}
	},
});

function reachesEtcd(rule: Json): boolean {
	const [groups, resources, verbs] = ['apiGroups', 'resources', 'verbs'].map(field => itemsOf(rule, field)) as [
		// Three fields, three lists.
		readonly Json[],
		readonly Json[],
		readonly Json[],
	];
	const has = (list: readonly Json[], ...words: readonly string[]) =>
		list.some(each => typeof each === 'string' && words.includes(each));
	const isOpen = itemsOf(rule, 'resourceNames').length === 0;
	const enters =
		has(resources, 'pods/exec', 'pods/attach', 'pods/portforward', 'pods/ephemeralcontainers', '*', 'pods/*') &&
		has(verbs, 'create', 'get', '*');
	const reads = has(resources, 'secrets', '*') && has(verbs, 'get', 'list', '*');
	return isOpen && has(groups, '', '*') && (enters || reads);
}

/** What the control plane itself is; kubeadm’s administrators are meant to be there. */
const ofTheSystem = /^(?:system:(?!anonymous$|authenticated$|unauthenticated$|serviceaccounts$)|kubeadm:)/;

function isStranger(subject: Json): boolean {
	const isOwn =
		textOf(subject, 'kind') === 'ServiceAccount' && /^(?:kube-|capi-|cattle-)/.test(textOf(subject, 'namespace') ?? '');
	return !isOwn && !ofTheSystem.test(textOf(subject, 'name') ?? '');
}

function isEverybody(subject: Json): boolean {
	return ['system:anonymous', 'system:unauthenticated', 'system:authenticated', 'system:serviceaccounts'].includes(
		textOf(subject, 'name') ?? '',
	);
}
