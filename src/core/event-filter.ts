import type { EventGroup } from './event-groups.ts';
import { severities, type Severity } from './finding.ts';
import { labelOf } from './kubernetes.ts';

/** Which rows are wanted; what is left out wants all. */
export interface EventFilter {
	/** Only rows this grave or graver. */
	readonly severity?: Severity;
	readonly namespace?: string;
	readonly reason?: string;
	readonly category?: string;
	readonly node?: string;
	/** `kind/name`, or a part of a name. */
	readonly object?: string;
	/** Somewhere in message, reason or names, whatever the case. */
	readonly text?: string;
	/** Only rows whose last event is this new, in milliseconds since 1970. */
	readonly since?: number;
}

/** As a person writes it: `severity:warning node:w-1 back-off`; what has no such name before it is text. */
export function eventFilterOf(text: string): EventFilter {
	const words = text.split(/\s+/).filter(word => word !== '');
	const named = words.flatMap(word => {
		const [, name = '', value = ''] = /^(severity|namespace|reason|category|node|object):(.+)$/.exec(word) ?? [];
		return name === '' || (name === 'severity' && !isSeverity(value)) ? [] : [[word, name, value] as const];
	});
	const rest = words.filter(word => !named.some(([each]) => each === word)).join(' ');
	return { ...Object.fromEntries(named.map(([, name, value]) => [name, value])), ...(rest !== '' && { text: rest }) };
}

function isSeverity(word: string): word is Severity {
	return severities.some(severity => severity === word);
}

export function filterEvents(groups: readonly EventGroup[], filter: EventFilter): EventGroup[] {
	return groups.filter(group => fits(group, filter));
}

function fits(group: EventGroup, filter: EventFilter): boolean {
	const { severity, namespace, reason, category, node, object, text, since } = filter;
	const names = [group.object, ...group.objects].flatMap(each =>
		each ? [labelOf(each), `${each.kind}/${each.name}`] : [],
	);
	const words = [group.message, group.reason, group.source, ...names, ...group.nodes];
	const contains = (within: readonly string[], wanted: string) =>
		within.some(each => each.toLowerCase().includes(wanted.toLowerCase()));
	return (
		(severity === undefined || severities.indexOf(group.severity) <= severities.indexOf(severity)) &&
		(namespace === undefined || group.objects.some(each => each.namespace === namespace)) &&
		(reason === undefined || group.reason === reason) &&
		(category === undefined || group.category === category) &&
		(node === undefined || group.nodes.includes(node)) &&
		(object === undefined || contains(names, object)) &&
		(text === undefined || contains(words, text)) &&
		(since === undefined || group.last >= since)
	);
}
