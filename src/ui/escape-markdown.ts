/** Text of a cluster is text: it makes no links and no emphasis. */
export function escapeMarkdown(text: string): string {
	return text.replace(/[\\`*_{}[\]()#+!|<>]/g, '\\$&').replace(/\n/g, '  \n');
}
