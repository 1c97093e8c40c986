/** Settings that only etcd has by these names: a file with one of them is of etcd, if it has a second setting too. */
const telling = new Set([
	'advertise-client-urls',
	'auto-compaction-mode',
	'auto-compaction-retention',
	'client-transport-security',
	'election-timeout',
	'heartbeat-interval',
	'initial-advertise-peer-urls',
	'initial-cluster',
	'initial-cluster-state',
	'initial-cluster-token',
	'listen-client-urls',
	'listen-metrics-urls',
	'listen-peer-urls',
	'peer-transport-security',
	'quota-backend-bytes',
	'snapshot-count',
]);

/** Common words that say nothing alone. */
const plain = new Set(['data-dir', 'log-level', 'log-outputs', 'logger', 'metrics', 'name', 'wal-dir']);

/** Whether a map or a list of variables with these names configures etcd. */
export function isEtcd(names: readonly string[]): boolean {
	const known = new Set(names.filter(name => telling.has(name) || plain.has(name)));
	return known.size >= 2 && [...known].some(name => telling.has(name));
}

/** `quota-backend-bytes` of `ETCD_QUOTA_BACKEND_BYTES`. */
export function flagOfVariable(name: string): string | undefined {
	return /^ETCD_[A-Z0-9_]+$/.test(name) ? name.slice(5).toLowerCase().replaceAll('_', '-') : undefined;
}
