import type { Facts } from './facts.ts';
import { controllerOf } from './kubernetes-owners.ts';
import { isMirror, nodeNameOf, phaseOf } from './kubernetes-pods.ts';
import { podsSelected } from './kubernetes-selectors.ts';
import { fieldOf, type KubeObject, numberOf, textOf } from './kubernetes.ts';
import { t } from './words.ts';

export interface DrainBlocker {
	readonly object: KubeObject;
	readonly message: string;
}

/** What keeps the pods of a node from being evicted, or its volumes from being detached. */
export function drainBlockersOf(
	nodeName: string,
	{ pods, podDisruptionBudgets, volumeAttachments }: Pick<Facts, 'pods' | 'podDisruptionBudgets' | 'volumeAttachments'>,
): DrainBlocker[] {
	const evicted = pods.objects.filter(pod => nodeNameOf(pod) === nodeName && isEvicted(pod));
	const budgets = podDisruptionBudgets.objects.filter(blocksEviction).flatMap(budget => {
		const held = podsSelected(evicted, budget.metadata.namespace, fieldOf(budget, 'spec', 'selector'));
		return held.length === 0
			? []
			: [
					{
						object: budget,
						message: t(
							'allows no disruption; it guards {0} on this node',
							held.map(({ metadata }) => metadata.name).join(', '),
						),
					},
				];
	});
	const dying = evicted
		.filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
		.map(object => ({ object, message: t('is being deleted since {0}', object.metadata.deletionTimestamp ?? '') }));
	const attached = volumeAttachments.objects
		.filter(attachment => textOf(attachment, 'spec', 'nodeName') === nodeName)
		.map(object => ({ object, message: textOf(object, 'status', 'detachError', 'message') ?? t('is still attached') }));
	return [...budgets, ...dying, ...attached];
}

/** Pods that a drain must move: not those of the kubelet itself, of a DaemonSet, or that have ended. */
function isEvicted(pod: KubeObject): boolean {
	const isOver = ['Succeeded', 'Failed'].includes(phaseOf(pod));
	return !isOver && !isMirror(pod) && controllerOf(pod)?.kind !== 'DaemonSet';
}

/** As its controller counts: with as few healthy pods as it wants, or fewer. */
export function blocksEviction(budget: KubeObject): boolean {
	const [allowed, expected] = [
		numberOf(budget, 'status', 'disruptionsAllowed'),
		numberOf(budget, 'status', 'expectedPods'),
	];
	return allowed === 0 && (expected ?? 0) > 0;
}
