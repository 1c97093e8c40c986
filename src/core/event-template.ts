/** In order: the wider forms first, so that a narrower one does not eat a part of them. */
const volatile: readonly (readonly [pattern: RegExp, mark: string])[] = [
	[/\b(?:sha256:)?[0-9a-f]{64}\b/gi, '<id>'],
	[/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
	[/\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, '<time>'],
	[/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<address>'],
	[/\[[0-9a-f:]*:[0-9a-f:]+\](?::\d+)?/gi, '<address>'],
	[/(?<=[a-z0-9])-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}(?![a-z0-9-])/g, '-<pod>'],
	[/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b/gi, '<id>'],
	[/\b0x[0-9a-f]+\b/gi, '<number>'],
	[/\b(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|h|m|s))+(?![a-z])/g, '<duration>'],
	[/(?<![\w.-])\d+(?:\.\d+)?(?![\w.]*[a-z])/gi, '<number>'],
];

/**
 * A message without what differs from one occurrence to the next, so that equal ones can be put together. The name of the
 * object it is about differs too: pods of a DaemonSet have names that nothing else tells from words.
 */
export function templateOf(message: string, name = ''): string {
	const text = name.length > 3 ? message.replaceAll(name, '<name>') : message;
	return volatile.reduce((rest, [pattern, mark]) => rest.replace(pattern, mark), text);
}
