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
	const possible = possibleCauses(groups);
	const about = findings.filter(({ subject }) => subject.kind === 'object');
	const links = groups.map(
		group => [group.key, [...findingLinks(group, about), ...causeLinks(group, possible)]] as const,
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

/** Rows that may be causes, found by what they share with an effect. */
interface Possible {
	of(rule: Cause, effect: EventGroup): readonly EventGroup[];
}

/** Few rows are causes, and there may be thousands of rows: each looks only at those that share something with it. */
function possibleCauses(groups: readonly EventGroup[]): Possible {
	const possible = groups.filter(group => causes.some(rule => rule.causes.includes(group.reason)));
	const byNode = indexed(possible, ({ nodes }) => nodes);
	const byObject = indexed(possible, ({ objects }) => objects.map(labelOf));
	const all = (index: ReadonlyMap<string, readonly EventGroup[]>, keys: readonly string[]) => [
		...new Set(keys.flatMap(key => index.get(key) ?? [])),
	];
	return {
		of({ shared }, effect) {
			switch (shared) {
				case 'any':
					return possible;
				case 'node':
					return all(byNode, effect.nodes);
				case 'object':
					// A cause may be about the owner of what it befalls; two pods of one owner have nothing to do with each other.
					return all(byObject, [...effect.objects, ...(effect.object ? [effect.object] : [])].map(labelOf));
			}
		},
	};
}

function indexed(
	groups: readonly EventGroup[],
	keysOf: (group: EventGroup) => readonly string[],
): ReadonlyMap<string, readonly EventGroup[]> {
	const index = new Map<string, EventGroup[]>();
	for (const group of groups) {
		for (const key of keysOf(group)) {
			const rows = index.get(key) ?? [];
			rows.push(group);
			index.set(key, rows);
		}
	}
	return index;
}

/** More causes of one kind than these say no more than they do. */
const mostCauses = 3;

function causeLinks(effect: EventGroup, possible: Possible): EventLink[] {
	return causes
		.filter(({ effects }) => effects.includes(effect.reason))
		.flatMap(rule =>
			possible
				.of(rule, effect)
				.filter(
					cause =>
						cause.key !== effect.key && rule.causes.includes(cause.reason) && precedes(cause, effect, rule.minutes),
				)
				.sort((a, b) => b.last - a.last)
				.slice(0, mostCauses)
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
