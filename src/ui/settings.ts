import { ConfigurationTarget, workspace } from 'vscode';
import type { CheckSettings } from '../core/check.ts';
import type { EtcdFiles } from '../core/connection.ts';
import { parseDuration } from '../core/duration.ts';
import { ExpectedError } from '../core/errors.ts';
import { etcdRoutes } from '../core/etcd-routes.ts';
import type { Targets } from '../core/facts.ts';
import type { EtcdRoute } from '../core/kubernetes.ts';
import { severities, type Severity } from '../core/finding.ts';
import type { Scheduled } from '../operations/snapshot-schedule.ts';
import { parseVersion } from '../core/version.ts';
import { t } from '../core/words.ts';
import { parseSetting, workspaceConnection, type SavedConnection } from './connection/saved-connection.ts';

/** Everything the user can set, read here and nowhere else. */
export interface RunSettings {
	readonly timeoutMs: number;
	readonly windowMs: number;
	readonly checks: CheckSettings;
}

export function readRunSettings(): RunSettings {
	return {
		timeoutMs: durationOf('quorum.timeout', '5s'),
		windowMs: durationOf('quorum.metricsWindow', '10s'),
		checks: {
			severity: entriesOf('quorum.severity', isSeverityOrOff),
			params: entriesOf('quorum.parameters', value => typeof value === 'number'),
		},
	};
}

export interface KubernetesSettings {
	/** Further kubeconfigs. */
	readonly kubeconfigs: readonly string[];
	readonly timeoutMs: number;
	readonly route: EtcdRoute;
	/** Whether events that are seen are kept on this machine's disk. */
	readonly keepsEvents: boolean;
}

export function readKubernetesSettings(): KubernetesSettings {
	const route = String(valueOf('quorum.route'));
	return {
		kubeconfigs: listOf('quorum.kubeconfigs', undefined).filter(path => typeof path === 'string'),
		timeoutMs: durationOf('quorum.timeout', '5s'),
		route: etcdRoutes.find(each => each === route) ?? 'api',
		keepsEvents: valueOf('quorum.eventHistory') === true,
	};
}

/** What identifies a context: two files may have one of the same name. */
interface NamedContext {
	readonly key: string;
	readonly context: { readonly name: string };
}

/** The files with which the etcd of this cluster is entered, by the key of its context or by its name. */
export function etcdFilesOf({ key, context }: NamedContext): EtcdFiles | undefined {
	const all: Readonly<Record<string, unknown>> = Object(valueOf('quorum.etcdCertificates'));
	const fields = Object(all[key] ?? all[context.name]);
	const named = etcdFileFields.filter(field => typeof fields[field] === 'string' && fields[field] !== '');
	return named.length === 0 ? undefined : Object.fromEntries(named.map(field => [field, fields[field]]));
}

const etcdFileFields = ['caFile', 'certFile', 'keyFile', 'serverName'] as const;

/** With the user, on this machine: the paths lie here. */
export async function rememberEtcdFiles({ key, context }: NamedContext, files: EtcdFiles | undefined): Promise<void> {
	const { [key]: _own, [context.name]: _named, ...others } = Object(valueOf('quorum.etcdCertificates'));
	const value = files === undefined ? others : { ...others, [key]: files };
	await workspace.getConfiguration().update('quorum.etcdCertificates', value, ConfigurationTarget.Global);
}

/** Which connections are saved how often, and how many of their snapshots stay. */
export interface SnapshotSettings {
	readonly scheduled: readonly Scheduled[];
	readonly keep: number;
}

/** An interval that is none, or shorter than the least, is left out: the settings editor marks it. */
export function readSnapshotSchedule(): SnapshotSettings {
	const entries = Object.entries(Object(valueOf('quorum.snapshotSchedule')));
	const scheduled = entries.flatMap(([name, text]) => {
		const everyMs = typeof text === 'string' ? parseDuration(text) : undefined;
		return everyMs === undefined || everyMs < leastIntervalMs ? [] : [{ name, everyMs }];
	});
	return { scheduled, keep: Math.max(1, Math.trunc(Number(valueOf('quorum.snapshotsKept'))) || usualKept) };
}

/** A snapshot reads the whole database of a member. */
const leastIntervalMs = 10 * 60_000;
const usualKept = 14;

/** The versions that files are for where they do not say it themselves; what is no version counts as not set. */
export function readTargets(): Targets {
	const [kubernetes, etcd] = [valueOf('quorum.kubernetesVersion'), valueOf('quorum.etcdVersion')].map(value =>
		parseVersion(String(value)) ? String(value) : undefined,
	);
	return { ...(kubernetes !== undefined && { kubernetes }), ...(etcd !== undefined && { etcd }) };
}

/** The connections that the settings hold, folder by folder, and what is wrong with the others. */
export function readConnections(): { readonly saved: SavedConnection[]; readonly problems: string[] } {
	const folders = workspace.workspaceFolders ?? [undefined];
	const saved = new Map<string, SavedConnection>();
	const problems = new Set<string>();
	for (const folder of folders) {
		for (const [index, value] of listOf('quorum.connections', folder?.uri).entries()) {
			const parsed = parseSetting(value, index);
			if (typeof parsed === 'string') {
				problems.add(parsed);
				continue;
			}
			const own = parsed.map(connection => workspaceConnection(connection, folder?.uri.toString()));
			// A setting of the user or of the whole workspace is seen from every folder: once is enough.
			own.forEach(each =>
				saved.set(JSON.stringify(each.connection), saved.get(JSON.stringify(each.connection)) ?? each),
			);
		}
	}
	return { saved: [...saved.values()], problems: [...problems] };
}

export function onConnectionSettingsChanged(listener: () => void): { dispose(): void } {
	return workspace.onDidChangeConfiguration(event => {
		if (event.affectsConfiguration('quorum.connections')) {
			listener();
		}
	});
}

function valueOf(name: string, scope?: Parameters<typeof workspace.getConfiguration>[1]): unknown {
	return workspace.getConfiguration(undefined, scope).get(name);
}

function listOf(name: string, scope: Parameters<typeof workspace.getConfiguration>[1]): readonly unknown[] {
	const value = valueOf(name, scope);
	return Array.isArray(value) ? value : [];
}

function durationOf(name: string, fallback: string): number {
	const text = String(valueOf(name) ?? fallback);
	const ms = parseDuration(text);
	if (ms === undefined) {
		throw new ExpectedError(t('The setting {0} should be a duration such as 5s or 500ms, not "{1}".', name, text));
	}
	return ms;
}

/** Entries of another form are left out: the settings editor marks them. */
function entriesOf<T>(name: string, fits: (value: unknown) => value is T): Record<string, T> {
	const entries = Object.entries(Object(valueOf(name)));
	return Object.fromEntries(entries.filter((entry): entry is [string, T] => fits(entry[1])));
}

function isSeverityOrOff(value: unknown): value is Severity | 'off' {
	return value === 'off' || severities.some(severity => severity === value);
}
