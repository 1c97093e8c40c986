import type { Distribution, EtcdAccess, EtcdRoute } from './kubernetes.ts';
import type { FactName } from './facts.ts';
import { etcdRoutes } from './etcd-routes.ts';
import { t } from './words.ts';

/** The first route that tells each fact about etcd; what is not here only the last one tells. */
const toldBy: Partial<Record<FactName, EtcdRoute>> = {
	endpoints: 'api',
	manifests: 'api',
	metrics: 'metrics',
	health: 'metrics',
	statuses: 'exec',
	statusesLater: 'exec',
	memberLists: 'exec',
	alarms: 'exec',
	hashes: 'exec',
	linearizableReads: 'exec',
};

export function routeThatTells(fact: FactName): EtcdRoute {
	return toldBy[fact] ?? 'direct';
}

export function reaches(route: EtcdRoute, wanted: EtcdRoute): boolean {
	return etcdRoutes.indexOf(route) >= etcdRoutes.indexOf(wanted);
}

/** Why a fact is missing where nobody asked to climb so far. */
export function notClimbed(wanted: EtcdRoute): string {
	return {
		api: t('The API server does not tell it.'),
		metrics: t('Only the route "metrics" tells it: a port-forward to the metrics of the etcd pods.'),
		exec: t('Only the route "exec" tells it: etcdctl in the etcd pods.'),
		direct: t('Only the route "direct" tells it: a port-forward to etcd itself, with a client certificate.'),
	}[wanted];
}

/** Why the pods of etcd cannot be asked in such a cluster; `undefined` where they can. */
export function unreachableIn(distribution: Distribution, evidence: string): string | undefined {
	switch (distribution) {
		case 'managed':
			return t('This is a managed cluster ({0}): its provider keeps etcd out of reach.', evidence);
		case 'talos':
			return t('Talos ({0}) runs etcd as a service of its own, no pod: ask with talosctl etcd status.', evidence);
		case 'k3s':
			return t('K3s ({0}) runs etcd inside itself, no pod: add a connection to its client URL.', evidence);
		case 'external':
			return t('The API server uses an etcd outside the cluster ({0}): add a connection to it.', evidence);
		default:
			return undefined;
	}
}

/** What the reader of a report should know of how etcd was asked. */
export function notesOn({ used, steps }: EtcdAccess): string[] {
	const denied = steps.filter(({ outcome }) => outcome === 'denied');
	const told = steps.filter(({ outcome, reason }) => outcome === 'used' && reason !== '');
	return [
		...(used === undefined ? [] : [t('etcd was asked as far as the route "{0}" goes.', used)]),
		...told.map(({ reason }) => reason),
		...denied.map(({ route, reason }) => t('The route "{0}" was denied. {1}', route, reason)),
	];
}
