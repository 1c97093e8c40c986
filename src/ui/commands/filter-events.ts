import type { App } from '../app.ts';

/** Which events of a cluster are shown. The text may be given; the menu of the section asks for it. */
export default async function filterEvents(app: App, section?: unknown, text?: unknown): Promise<void> {
	await (await import('../kubernetes/filter-events.ts')).filterEvents(app, section, text);
}
