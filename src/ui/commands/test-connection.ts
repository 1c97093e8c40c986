import type { ConnectionTest } from '../../app/test-connection.ts';
import type { App } from '../app.ts';
import { chooseConnection } from '../choose.ts';

/** Gives what each endpoint said; the user sees the stage that failed, and what to do about it. */
export default async function testConnection(app: App, cluster?: unknown): Promise<ConnectionTest | undefined> {
	const saved = await chooseConnection(app, cluster);
	return saved && (await import('../connection/test-connection.ts')).testAndTell(app, saved);
}
