import type { Facts, Sample } from '../../src/core/facts.ts';
import { answering, each, except, factsOf, ids, metricsOf, now, samplesOf } from './facts.ts';

/** Histograms as etcd bounds them: how many samples fell into the bucket that ends at each bound in seconds. */
type Counts = Readonly<Record<string, number>>;

const doubling = (first: number, count: number): number[] =>
	Array.from({ length: count }, (_, index) => Number((first * 2 ** index).toPrecision(12)));

const boundsOf: Readonly<Record<string, readonly number[]>> = {
	etcd_disk_wal_fsync_duration_seconds: doubling(0.001, 14),
	etcd_disk_backend_commit_duration_seconds: doubling(0.001, 14),
	etcd_server_apply_duration_seconds: doubling(0.0001, 20),
	etcd_network_peer_round_trip_time_seconds: doubling(0.0001, 16),
	etcd_snap_db_save_total_duration_seconds: doubling(0.1, 10),
	etcd_snap_fsync_duration_seconds: doubling(0.001, 14),
	etcd_debugging_mvcc_db_compaction_total_duration_milliseconds: doubling(100, 13),
};

/** Those that a member shows only when told to. */
const furtherBounds: typeof boundsOf = {
	grpc_server_handling_seconds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
};

/** `histogram(family, { 0.001: 90, 0.016: 10 })`: ninety samples of at most 1 ms, ten of 8 to 16 ms. */
export function histogram(family: string, counts: Counts, labels: Sample['labels'] = {}): Sample[] {
	const name = `${family}_bucket`;
	let total = 0;
	const bounds = [...(boundsOf[family] ?? furtherBounds[family] ?? []).map(String), '+Inf'];
	return bounds.map(le => {
		total += counts[le] ?? 0;
		return { name, labels: { ...labels, le }, value: total };
	});
}

/** One sample with labels. */
export function labelled(name: string, labels: Sample['labels'], value: number): Sample {
	return { name, labels, value };
}

/** What a healthy, idle member of etcd 3.6 shows in every family that checks read; `values` and `more` say what differs. */
export function pageOf(
	values: Readonly<Record<string, number | undefined>> = {},
	more: readonly Sample[] = [],
): Sample[] {
	const plain = samplesOf({
		etcd_debugging_mvcc_pending_events_total: 0,
		etcd_debugging_mvcc_slow_watcher_total: 0,
		etcd_disk_defrag_inflight: 0,
		etcd_server_health_failures: 0,
		etcd_server_heartbeat_send_failures_total: 0,
		etcd_server_read_indexes_failed_total: 0,
		etcd_server_slow_read_indexes_total: 0,
		etcd_server_slow_apply_total: 0,
		process_max_fds: 1024,
		process_open_fds: 90,
		...values,
	});
	const peers = ids.map(id => labelled('etcd_network_active_peers', { Local: 'any', Remote: id }, 1));
	const given = new Set(more.map(({ name }) => name));
	return [
		...plain,
		...[...peers, ...usualHistograms(), handled('OK', 500)].filter(({ name }) => !given.has(name)),
		...more,
	];
}

export function handled(code: string, value: number, method = 'Range', type = 'unary'): Sample {
	const labels = { grpc_code: code, grpc_method: method, grpc_service: 'etcdserverpb.KV', grpc_type: type };
	return labelled('grpc_server_handled_total', labels, value);
}

/** Two hundred samples in each family, all of them fast. */
function usualHistograms(): Sample[] {
	return Object.keys(boundsOf).flatMap(family => {
		const fastest = String(boundsOf[family]?.[0]);
		return family === 'etcd_network_peer_round_trip_time_seconds'
			? ids.flatMap(id => histogram(family, { [fastest]: 200 }, { To: id }))
			: histogram(family, { [fastest]: 200 });
	});
}

/** Every member healthy but m1, whose pages these are; without a second one the window is 0. */
export function watchedFacts(
	first: readonly Sample[],
	second: readonly Sample[] | undefined = undefined,
	overrides: Partial<Facts> = {},
): Facts {
	const healthy = each(index => metricsOf(pageOf(), second && pageOf(), index));
	return factsOf({ metrics: except(healthy, 1, answering(1, metricsOf(first, second, 1))), ...overrides });
}

/** The same page on all members: where a verdict is of the cluster, or every member must be able to tell. */
export function everywhere(
	first: readonly Sample[],
	second: readonly Sample[] | undefined = undefined,
	overrides: Partial<Facts> = {},
): Facts {
	return factsOf({ metrics: each(index => metricsOf(first, second, index)), ...overrides });
}

/** The counters of this process began anew within the window. */
export const restarted = { process_start_time_seconds: now / 1000 + 2 };
