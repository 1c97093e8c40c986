import type { ClusterState } from './cluster-state.ts';

/** The command for people who type it themselves; the password is asked for by etcdctl. */
export function etcdctl(
	{ etcdctlFlags }: Pick<ClusterState, 'etcdctlFlags'>,
	endpoint: string,
	...args: readonly string[]
): string {
	return ['etcdctl', `--endpoints=${endpoint}`, ...etcdctlFlags, ...args].map(quoted).join(' ');
}

/** As a POSIX shell reads it whole. */
export function quoted(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}
