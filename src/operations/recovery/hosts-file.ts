import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { HostSecrets } from '../host.ts';
import type { RecoveryHost } from './assessment.ts';

/** Hosts as a file names them, and what opens them, apart. */
export interface HostsFile {
	readonly hosts: readonly RecoveryHost[];
	readonly secrets: Readonly<Record<string, HostSecrets>>;
}

/**
 * Reads `hosts.json` of etcd-recovery, all of its fields, in both spellings that its documents have; besides them `port`, `sudo`,
 * `folder` for files that are on this machine. Throws a sentence that names the entry that is wrong.
 */
export function parseHostsFile(text: string, where: string, configFile?: string): HostsFile {
	const entries = listIn(text, where).map((entry, index) =>
		parseHost(entry, t('{0}, host {1}', where, index + 1), configFile),
	);
	const names = entries.map(({ host }) => host.name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) {
		throw new ExpectedError(t('{0}: two hosts are called {1}.', where, twice));
	}
	return {
		hosts: entries.map(({ host }) => host),
		secrets: Object.fromEntries(entries.map(({ host, secrets }) => [host.name, secrets])),
	};
}

function listIn(text: string, where: string): readonly unknown[] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new ExpectedError(t('{0} is no JSON: {1}', where, error instanceof Error ? error.message : ''));
	}
	if (!Array.isArray(value) || value.length === 0) {
		throw new ExpectedError(t('{0}: hosts are a list.', where));
	}
	return value;
}

function parseHost(value: unknown, where: string, configFile: string | undefined) {
	// Every property is looked at below before it is used.
	const entry = Object(value) as Record<string, unknown>;
	const text = (...names: readonly string[]): string | undefined => {
		const found = names.map(name => entry[name]).find(each => each !== undefined && each !== '');
		if (found !== undefined && typeof found !== 'string') {
			throw new ExpectedError(t('{0}: "{1}" is a text.', where, names[0] ?? ''));
		}
		return found;
	};
	const destination = text('host');
	const folder = text('folder');
	const name = text('name') ?? destination ?? folder?.split(/[/\\]+/).findLast(part => part !== '');
	if (name === undefined || (destination === undefined) === (folder === undefined) || !/^[\w.:@-]+$/.test(name)) {
		throw new ExpectedError(t('{0}: a host has a plain name, and either "host" or "folder".', where));
	}
	const memberName = text('member_name', 'memberName');
	const shared = { name, ...(memberName !== undefined && { memberName }) };
	if (destination === undefined) {
		return { host: { ...shared, folder: folder ?? '' }, secrets: {} };
	}
	if (destination.startsWith('-')) {
		throw new ExpectedError(t('{0}: "{1}" is no address.', where, destination));
	}
	const user = text('username', 'user');
	const identityFile = text('private_key', 'privateKey');
	const manifestBackup = text('backedup_manifest', 'backedUpManifest');
	const password = text('password');
	const passphrase = text('passphrase');
	return {
		host: {
			...shared,
			ssh: {
				name,
				destination,
				...(user !== undefined && { user }),
				...(identityFile !== undefined && { identityFile }),
				...(typeof entry['port'] === 'number' && { port: entry['port'] }),
				...((text('ssh_config') ?? configFile) !== undefined && { configFile: text('ssh_config') ?? configFile ?? '' }),
				// Without a user the configuration of ssh names it: then `sudo: true` says that it is not root.
				sudo: entry['sudo'] === true || (user !== undefined && user !== 'root'),
			},
			...(manifestBackup !== undefined && { manifestBackup }),
		},
		secrets: { ...(password !== undefined && { password }), ...(passphrase !== undefined && { passphrase }) },
	};
}
