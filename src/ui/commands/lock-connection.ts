import { isUnlocked } from '../../core/connection.ts';
import type { App } from '../app.ts';
import { chooseConnection } from '../choose.ts';

/** Makes a connection read-only again. */
export default async function lockConnection(app: App, cluster?: unknown): Promise<void> {
	const saved = await chooseConnection(app, cluster, ({ connection }) => isUnlocked(connection));
	if (saved && isUnlocked(saved.connection)) {
		const { access: _, ...connection } = saved.connection;
		await app.connections.save(connection, await app.connections.secretsOf(saved));
	}
}
