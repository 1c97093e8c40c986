import type { App } from '../app.ts';

export default async function clearFilter(app: App): Promise<void> {
	app.findingsView.filterBy('');
}
