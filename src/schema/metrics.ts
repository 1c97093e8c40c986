/**
 * The metric families that checks and reports read, without the suffixes of histograms. A recording holds these and no
 * others.
 */
export const metricFamilies = [
	'etcd_debugging_mvcc_compact_revision',
	'etcd_debugging_mvcc_current_revision',
	'etcd_debugging_mvcc_db_compaction_last',
	'etcd_debugging_mvcc_db_compaction_total_duration_milliseconds',
	'etcd_debugging_mvcc_keys_total',
	'etcd_debugging_mvcc_pending_events_total',
	'etcd_debugging_mvcc_slow_watcher_total',
	'etcd_disk_backend_commit_duration_seconds',
	'etcd_disk_defrag_inflight',
	'etcd_disk_wal_fsync_duration_seconds',
	'etcd_mvcc_db_open_read_transactions',
	'etcd_mvcc_db_total_size_in_bytes',
	'etcd_network_active_peers',
	'etcd_network_disconnected_peers_total',
	'etcd_network_known_peers',
	'etcd_network_peer_received_failures_total',
	'etcd_network_peer_round_trip_time_seconds',
	'etcd_network_peer_sent_failures_total',
	'etcd_network_snapshot_receive_failures',
	'etcd_network_snapshot_send_failures',
	'etcd_server_apply_duration_seconds',
	'etcd_server_feature_enabled',
	'etcd_server_has_leader',
	'etcd_server_health_failures',
	'etcd_server_heartbeat_send_failures_total',
	'etcd_server_is_learner',
	'etcd_server_leader_changes_seen_total',
	'etcd_server_learner_promote_failures',
	'etcd_server_proposals_applied_total',
	'etcd_server_proposals_committed_total',
	'etcd_server_proposals_failed_total',
	'etcd_server_proposals_pending',
	'etcd_server_quota_backend_bytes',
	'etcd_server_range_duration_seconds',
	'etcd_server_read_indexes_failed_total',
	'etcd_server_slow_apply_total',
	'etcd_server_slow_read_indexes_total',
	'etcd_snap_db_save_total_duration_seconds',
	'etcd_snap_fsync_duration_seconds',
	'grpc_server_handled_total',
	'grpc_server_handling_seconds',
	'os_fd_limit',
	'os_fd_used',
	'process_max_fds',
	'process_open_fds',
	'process_resident_memory_bytes',
	'process_start_time_seconds',
] as const;

const families: ReadonlySet<string> = new Set(metricFamilies);

export function readsMetric(name: string): boolean {
	return families.has(name) || families.has(name.replace(/_(bucket|sum|count)$/, ''));
}

/** Counters by method and code: hundreds of lines, of which those that stand at 0 say nothing. */
export function isZeroSilent(name: string): boolean {
	return name === 'grpc_server_handled_total';
}
