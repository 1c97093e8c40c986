import { compareVersions, minorOf, parseVersion, type Version } from '../core/version.ts';
import data from './data/etcd-flags.json' with { type: 'json' };

/** A flag of etcd through its versions. */
export interface EtcdFlag {
	readonly type: string;
	readonly default?: string;
	/** What takes its place: another flag, or one of the feature gates. */
	readonly replacement?: string;
	/** By minor version; one that is missing refuses the flag. */
	readonly in: Readonly<Record<string, { readonly since?: string; readonly deprecated?: boolean }>>;
}

// The file is ours and has this form; a test looks at every entry.
const flags = data as Readonly<Record<string, EtcdFlag>>;

export const etcdFlagNames: readonly string[] = Object.keys(flags);

export function etcdFlag(name: string): EtcdFlag | undefined {
	return Object.hasOwn(flags, name) ? flags[name] : undefined;
}

/** Minor versions that the table tells of, oldest first. */
export const etcdMinors: readonly string[] = [
	...new Set(Object.values(flags).flatMap(flag => Object.keys(flag.in))),
].sort();

/** What a version makes of a flag. Versions beyond the table are not judged: all are known to them. */
export function flagStatus(name: string, version: Version): 'known' | 'deprecated' | 'unknown' {
	const minor = minorOf(version);
	if (!etcdMinors.includes(minor)) {
		return 'known';
	}
	const entry = etcdFlag(name)?.in[minor];
	const since = entry?.since === undefined ? undefined : parseVersion(entry.since);
	if (!entry || (since && compareVersions(version, since) < 0)) {
		return 'unknown';
	}
	return entry.deprecated ? 'deprecated' : 'known';
}

/** Gates by minor version, on or off by default. */
export const featureGates: Readonly<Record<string, readonly string[]>> = {
	'3.6': [
		'AllAlpha',
		'AllBeta',
		'CompactHashCheck',
		'InitialCorruptCheck',
		'LeaseCheckpoint',
		'LeaseCheckpointPersist',
		'SetMemberLocalAddr',
		'StopGRPCServiceOnDefrag',
		'TxnModeWriteWithSharedBuffer',
	],
	'3.7': [
		'AllAlpha',
		'AllBeta',
		'CompactHashCheck',
		'FastLeaseKeepAlive',
		'InitialCorruptCheck',
		'LeaseCheckpoint',
		'LeaseCheckpointPersist',
		'PriorityRequest',
		'SetMemberLocalAddr',
		'StopGRPCServiceOnDefrag',
		'TxnModeWriteWithSharedBuffer',
	],
};
