import assert from 'node:assert/strict';
import { etcdVersions } from '../../scripts/setup/etcd.mjs';
import { parseMetrics } from '../../src/adapters/etcd/metrics-text.ts';
import { checks } from '../../src/checks/index.ts';
import { metricFamilies, readsMetric } from '../../src/schema/metrics.ts';
import { diagnose } from '../support/command-line.ts';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { reached } from '../support/load.ts';

/** Families that a version lacks, or that are absent until there is something to count. */
const absentIn = {
	'3.4': [
		'etcd_debugging_mvcc_db_compaction_last',
		'etcd_network_known_peers',
		'etcd_server_apply_duration_seconds',
		'etcd_server_feature_enabled',
		'etcd_server_range_duration_seconds',
	],
	'3.5': ['etcd_network_known_peers', 'etcd_server_feature_enabled', 'etcd_server_range_duration_seconds'],
	'3.6': [],
	'3.7': [],
} as const;
const untilCounted = [
	'etcd_network_disconnected_peers_total',
	'etcd_network_peer_received_failures_total',
	'etcd_network_peer_round_trip_time_seconds',
	'etcd_network_peer_sent_failures_total',
	'etcd_network_snapshot_receive_failures',
	'etcd_network_snapshot_send_failures',
	'etcd_server_learner_promote_failures',
];

/** The checks that read metrics, against what real members show. */
describe('metrics of real members', function () {
	this.timeout(60_000);
	let cluster: Cluster | undefined;

	afterEach(async () => {
		await cluster?.close();
		cluster = undefined;
	});

	for (const version of etcdVersions) {
		it(`are told by ${version} as the checks read them`, async () => {
			// One family is told only by members that were asked to tell all.
			cluster = await startCluster({ version, flags: ['--metrics=extensive'] });
			const page = await cluster.member(0).get('/metrics');
			const names = new Set(
				parseMetrics(page?.body ?? '', readsMetric).map(({ name }) => name.replace(/_(bucket|sum|count)$/, '')),
			);
			const lacking: readonly string[] = [...absentIn[version], ...untilCounted];
			const missing = metricFamilies.filter(name => !names.has(name) && !lacking.includes(name));
			assert.deepEqual(missing, []);
		});

		it(`give nothing above information in a busy ${version}, and leave only the way between members unknown`, async () => {
			cluster = await startCluster({ version });
			const load = cluster.startLoad(1500);
			await reached(load, 1200);
			const [puts, since] = [load.puts, performance.now()];
			// Whether corruption is looked for is told from 3.6 on only, and has nothing to do with load.
			const ids = checks
				.filter(({ id, needs }) => needs.includes('metrics') && id !== 'etcd/corruption-check-off')
				.map(({ id }) => id);
			const only = ids.flatMap(id => ['--check', id]);
			const endpoints = cluster.endpoints.join(',');
			const { report } = await diagnose(['--endpoints', endpoints, '--window', '5s', ...only]);
			const putsPerSecond = (load.puts - puts) / ((performance.now() - since) / 1000);
			await load.stop();
			assert.ok(putsPerSecond >= 1000, `only ${putsPerSecond} puts/s`);
			const grave = report.verdicts
				.flatMap(({ findings }) => findings ?? [])
				.filter(({ severity }) => severity !== 'info');
			assert.deepEqual(grave, []);
			const unknown = report.verdicts.filter(({ verdict }) => verdict === 'unknown').map(({ check }) => check);
			assert.deepEqual(unknown, ['etcd/slow-peer-round-trip']);
		});
	}
});
