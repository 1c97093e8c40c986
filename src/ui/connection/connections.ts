import type { SecretStorage } from 'vscode';
import type { Secrets } from '../../app/diagnose.ts';
import type { Connection } from '../../core/connection.ts';
import { Emitter, type Ending } from '../emitter.ts';
import { secretName, userConnection, type SavedConnection } from './saved-connection.ts';

/** What of the settings this needs; they are read elsewhere. */
interface FromSettings {
	read(): { readonly saved: readonly SavedConnection[]; readonly problems: readonly string[] };
	onDidChange(listener: () => void): Ending;
}

/** The file of the user's own connections; opened when first asked. */
interface UserFile {
	userConnections(): Promise<readonly Connection[]>;
	saveUserConnection(connection: Connection): Promise<void>;
	removeUserConnection(name: string): Promise<void>;
}

/** The saved connections: those of the user, then those of the workspace. Secrets are in the secret storage only. */
export class Connections {
	readonly #file: () => Promise<UserFile>;
	readonly #secrets: SecretStorage;
	readonly #settings: FromSettings;
	readonly #changed = new Emitter<void>();
	readonly onDidChange = this.#changed.event;
	readonly dispose: () => void;

	constructor(file: () => Promise<UserFile>, secrets: SecretStorage, settings: FromSettings) {
		this.#file = file;
		this.#secrets = secrets;
		this.#settings = settings;
		const listening = settings.onDidChange(() => this.refresh());
		this.dispose = () => listening.dispose();
	}

	/** Read anew each time: the command line may have written the file meanwhile. */
	async all(): Promise<SavedConnection[]> {
		const own = await (await this.#file()).userConnections();
		return [...own.map(userConnection), ...this.#settings.read().saved];
	}

	/** What is wrong with connections of the settings, which `all` therefore leaves out. */
	problems(): readonly string[] {
		return this.#settings.read().problems;
	}

	/** By key, else by name; the user's own come first. */
	async find(key: string): Promise<SavedConnection | undefined> {
		const all = await this.all();
		return all.find(each => each.key === key) ?? all.find(each => each.connection.name === key);
	}

	/** Saves with the user. `before` is what it replaces, perhaps under another name. */
	async save(connection: Connection, secrets: Secrets, before?: SavedConnection): Promise<SavedConnection> {
		const saved = userConnection(connection);
		const file = await this.#file();
		await this.saveSecrets(saved, secrets);
		await file.saveUserConnection(connection);
		if (before && before.key !== saved.key) {
			await this.saveSecrets(before, {});
			await file.removeUserConnection(before.connection.name);
		}
		this.refresh();
		return saved;
	}

	async remove(saved: SavedConnection): Promise<void> {
		await this.saveSecrets(saved, {});
		await (await this.#file()).removeUserConnection(saved.connection.name);
		this.refresh();
	}

	async secretsOf(saved: SavedConnection): Promise<Secrets> {
		const [password, passphrase] = await Promise.all([
			this.#secrets.get(secretName(saved, 'password')),
			this.#secrets.get(secretName(saved, 'passphrase')),
		]);
		return { ...(password !== undefined && { password }), ...(passphrase !== undefined && { passphrase }) };
	}

	/** A secret that is not given is deleted. */
	async saveSecrets(saved: SavedConnection, secrets: Secrets): Promise<void> {
		for (const kind of ['password', 'passphrase'] as const) {
			const secret = secrets[kind];
			const name = secretName(saved, kind);
			await (secret === undefined ? this.#secrets.delete(name) : this.#secrets.store(name, secret));
		}
	}

	refresh(): void {
		this.#changed.fire();
	}
}
