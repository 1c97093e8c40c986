import type { EventGroup } from './event-groups.ts';
import type { Finding } from './finding.ts';
import { labelOf, type ObjectReference } from './kubernetes.ts';
import { t } from './words.ts';

/** In descending trust: the same object, its owner, its node, a known cause, or nothing but the time. */
export type LinkRule = 'object' | 'owner' | 'node' | 'cause';

export interface EventLink {
	readonly rule: LinkRule;
	/** Why the two belong together, in words. */
	readonly words: string;
	/** The finding that is meant; missing where it is another row. */
	readonly finding?: { readonly check: string; readonly message: string };
	/** The row that came first. */
	readonly cause?: { readonly key: string; readonly reason: string; readonly label: string };
}

/** What each row has to do with findings and with earlier rows, by its key. Rows without a link are left out. */
export function correlateEvents(
	groups: readonly EventGroup[],
	findings: readonly Finding[],
): ReadonlyMap<string, readonly EventLink[]> {
	// Few rows are causes, and there may be thousands of rows.
	const possible = groups.filter(group => causes.some(rule => rule.causes.includes(group.reason)));
	const links = groups.map(
		group => [group.key, [...findingLinks(group, findings), ...causeLinks(group, possible)]] as const,
	);
	return new Map(links.filter(([, each]) => each.length > 0));
}

function findingLinks(group: EventGroup, findings: readonly Finding[]): EventLink[] {
	return findings.flatMap(({ check, message, subject }): EventLink[] => {
		if (subject.kind !== 'object') {
			return [];
		}
		const isMeant = (each: ObjectReference) =>
			each.kind === subject.kindName && each.name === subject.name && each.namespace === subject.namespace;
		const finding = { check, message };
		if (group.objects.some(isMeant)) {
			return [{ rule: 'object', words: t('about the same object'), finding }];
		}
		if (group.object && isMeant(group.object)) {
			return [{ rule: 'owner', words: t('about what {0} owns', labelOf(group.object)), finding }];
		}
		return subject.kindName === 'Node' && group.nodes.includes(subject.name)
			? [{ rule: 'node', words: t('on the node {0}', subject.name), finding }]
			: [];
	});
}

interface Cause {
	readonly causes: readonly string[];
	readonly effects: readonly string[];
	/** Within which the effect follows. */
	readonly minutes: number;
	/** What the two must have in common. */
	readonly shared: 'object' | 'node' | 'any';
	words(): string;
}

const nodeDown = ['NodeNotReady', 'Rebooted', 'KernelDeadlock', 'ReadonlyFilesystem', 'Shutdown'];

/** What is known to follow from what. */
const causes: readonly Cause[] = [
	{
		causes: nodeDown,
		effects: ['TaintManagerEviction', 'Evicted', 'FailedAttachVolume', 'SuccessfulCreate'],
		minutes: 10,
		shared: 'any',
		words: () => t('pods move because a node stopped'),
	},
	{
		causes: ['SystemOOM', 'OOMKilling', 'EvictionThresholdMet'],
		effects: ['BackOff', 'Unhealthy', 'Killing', 'Evicted'],
		minutes: 2,
		shared: 'node',
		words: () => t('the node ran out of memory or disk'),
	},
	{
		causes: ['Unhealthy'],
		effects: ['Killing', 'BackOff'],
		minutes: 2,
		shared: 'object',
		words: () => t('restarted by its probe'),
	},
	{
		causes: ['FailedMount', 'FailedAttachVolume', 'ProvisioningFailed'],
		effects: ['FailedScheduling', 'FailedCreatePodSandBox', 'FailedSync'],
		minutes: 10,
		shared: 'object',
		words: () => t('its volume is not there'),
	},
	{
		causes: ['ScalingReplicaSet', 'SuccessfulCreate'],
		effects: ['BackOff', 'Failed', 'ErrImagePull', 'FailedScheduling', 'Unhealthy'],
		minutes: 10,
		shared: 'object',
		words: () => t('since the last roll-out'),
	},
	{
		causes: ['LeaderElection', 'EtcdLeaderChangeMetrics'],
		effects: ['BackOff', 'Unhealthy'],
		minutes: 5,
		shared: 'any',
		words: () => t('after a change of the leader in the control plane'),
	},
	{
		causes: ['FailedCreate'],
		effects: ['ReplicaFailure', 'ProgressDeadlineExceeded'],
		minutes: 10,
		shared: 'object',
		words: () => t('its pods are refused'),
	},
	{
		causes: ['FailedDrainNode', 'DrainingNode', 'NodeNotSchedulable'],
		effects: ['Evicted', 'Killing', 'TaintManagerEviction', 'NodeNotReady'],
		minutes: 30,
		shared: 'node',
		words: () => t('the node is being drained'),
	},
];

function causeLinks(effect: EventGroup, possible: readonly EventGroup[]): EventLink[] {
	return causes
		.filter(({ effects }) => effects.includes(effect.reason))
		.flatMap(rule =>
			possible
				.filter(
					cause =>
						cause.key !== effect.key &&
						rule.causes.includes(cause.reason) &&
						precedes(cause, effect, rule.minutes) &&
						shares(cause, effect, rule.shared),
				)
				.map((cause): EventLink => ({
					rule: 'cause',
					words: rule.words(),
					cause: { key: cause.key, reason: cause.reason, label: cause.object ? labelOf(cause.object) : cause.reason },
				})),
		);
}

/** The cause began before the effect did, and the effect not long after the cause was last seen. */
function precedes(cause: EventGroup, effect: EventGroup, minutes: number): boolean {
	return cause.first <= effect.first && effect.first - cause.last <= minutes * 60_000;
}

function shares(cause: EventGroup, effect: EventGroup, what: Cause['shared']): boolean {
	switch (what) {
		case 'any':
			return true;
		case 'node':
			return cause.nodes.some(node => effect.nodes.includes(node));
		case 'object': {
			// A cause may be about the owner of what it befalls; two pods of one owner have nothing to do with each other.
			const own = new Set([...effect.objects, ...(effect.object ? [effect.object] : [])].map(labelOf));
			return cause.objects.some(each => own.has(labelOf(each)));
		}
	}
}
