import { clusterApiCondition, isControlPlaneMachine, nodeNameOfMachine, secondsOf } from './cluster-api.ts';
import { formatDuration } from './duration.ts';
import { ageOf } from './kubernetes-time.ts';
import { fieldOf, type KubeObject, numberOf } from './kubernetes.ts';
import { t } from './words.ts';

/** One condition that KubeadmControlPlane wants fulfilled before it replaces an unhealthy Machine. */
export interface RemediationRule {
	readonly isMet: boolean;
	readonly words: string;
}

export function waitsForRemediation(machine: KubeObject): boolean {
	return clusterApiCondition(machine, 'OwnerRemediated')?.status === 'False';
}

// Source: Cluster API, controlplane/kubeadm/internal/controllers/remediation.go
/** The rules in the order in which the controller applies them; the first that is not met is what it waits for. */
export function remediationRules(
	machine: KubeObject,
	controlPlane: KubeObject,
	all: readonly KubeObject[],
	now: number,
): RemediationRule[] {
	const machines = all.filter(
		each => isControlPlaneMachine(each) && each.metadata.namespace === controlPlane.metadata.namespace,
	);
	const others = machines.filter(each => each.metadata.uid !== machine.metadata.uid);
	const deleting = others.filter(({ metadata }) => metadata.deletionTimestamp !== undefined);
	const provisioning = others.filter(each => nodeNameOfMachine(each) === undefined);
	return [
		...retryRules(machine, controlPlane, now),
		{
			isMet: machines.length > 1,
			words: t('There are at least two Machines of the control plane ({0}).', machines.length),
		},
		{ isMet: deleting.length === 0, words: t('No other Machine is being deleted ({0}).', namesOf(deleting)) },
		{
			isMet: provisioning.length === 0,
			words: t('No other Machine is still being provisioned ({0}).', namesOf(provisioning)),
		},
		...(isExternal(controlPlane) ? [] : [quorumRule(others)]),
	];
}

/** etcd must keep its quorum when the member of this Machine is gone. */
function quorumRule(others: readonly KubeObject[]): RemediationRule {
	const healthy = others.filter(each => clusterApiCondition(each, 'EtcdMemberHealthy')?.status === 'True').length;
	const quorum = Math.floor(others.length / 2) + 1;
	return {
		isMet: others.length > 0 && healthy >= quorum,
		words: t(
			'etcd keeps its quorum without it: {0} of the other {1} members are healthy, {2} are needed.',
			healthy,
			others.length,
			quorum,
		),
	};
}

const defaultHealthySeconds = 3600;

/** A Machine that replaced one that was remediated shortly before is a retry, and retries are numbered and spaced. */
function retryRules(machine: KubeObject, controlPlane: KubeObject, now: number): RemediationRule[] {
	const last = lastRemediationOf(machine);
	if (last === undefined) {
		return [];
	}
	const strategy = (field: string) =>
		secondsOf(controlPlane, ['spec', 'remediation', `${field}Seconds`], ['spec', 'remediationStrategy', field]);
	const maxRetry =
		numberOf(controlPlane, 'spec', 'remediation', 'maxRetry') ??
		numberOf(controlPlane, 'spec', 'remediationStrategy', 'maxRetry');
	const [period, healthy] = [strategy('retryPeriod') ?? 0, strategy('minHealthyPeriod') ?? defaultHealthySeconds];
	const age = ageOf(now, last.at) ?? Infinity;
	if (age > healthy * 1000) {
		return [];
	}
	return [
		{
			isMet: age >= period * 1000,
			words: t(
				'The last remediation was {0} ago; retryPeriod is {1}.',
				formatDuration(age),
				formatDuration(period * 1000),
			),
		},
		{
			isMet: maxRetry === undefined || last.retries < maxRetry,
			words: t('{0} retries were made; maxRetry is {1}.', last.retries, maxRetry ?? '∞'),
		},
	];
}

const remediationFor = 'controlplane.cluster.x-k8s.io/remediation-for';

/** Written on a Machine that was made in place of a remediated one. */
function lastRemediationOf({ metadata }: KubeObject): { readonly at: string; readonly retries: number } | undefined {
	const note = metadata.annotations?.[remediationFor];
	const at = /"timestamp":\s*"([^"]+)"/.exec(note ?? '')?.[1];
	const retries = Number(/"retryCount":\s*(\d+)/.exec(note ?? '')?.[1] ?? 0);
	return at === undefined ? undefined : { at, retries };
}

function isExternal(controlPlane: KubeObject): boolean {
	return fieldOf(controlPlane, 'spec', 'kubeadmConfigSpec', 'clusterConfiguration', 'etcd', 'external') !== undefined;
}

function namesOf(machines: readonly KubeObject[]): string {
	return machines.length === 0 ? t('none') : machines.map(({ metadata }) => metadata.name).join(', ');
}
