import type { App } from '../app.ts';

export default async function showLog(app: App): Promise<void> {
	app.log.show();
}
