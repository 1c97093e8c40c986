import assert from 'node:assert/strict';
import { defaultSettings, type Check } from '../../src/core/check.ts';
import { diagnose } from '../../src/core/diagnose.ts';
import type {
	Certificate,
	FactName,
	Facts,
	Handshake,
	Member,
	MemberList,
	MetricsWindow,
	Reply,
	Sample,
	Silence,
	Stage,
	Status,
} from '../../src/core/facts.ts';
import type { Finding, Verdict } from '../../src/core/finding.ts';
import { identify } from '../../src/core/members.ts';
import { kubernetesFactsOf } from './kubernetes-facts.ts';

/** When every run of these facts began. */
export const now = Date.parse('2026-08-20T12:00:00Z');
export const clusterId = 'cdf818194e3a8c32';
/** m0 leads. */
export const ids = ['8e9e05c52164694d', '91bc3c398fb3c146', 'fd422379fda50e48'];
export const endpoints = ['http://127.0.0.1:2379', 'http://127.0.0.1:22379', 'http://127.0.0.1:32379'];
/** Of `secureFactsOf`. */
export const secureEndpoints = ['https://10.0.0.1:2379', 'https://10.0.0.2:2379', 'https://10.0.0.3:2379'];

const peerUrls = ['http://127.0.0.1:2380', 'http://127.0.0.1:22380', 'http://127.0.0.1:32380'];
const securePeerUrls = ['https://10.0.0.1:2380', 'https://10.0.0.2:2380', 'https://10.0.0.3:2380'];

/**
 * A healthy, idle cluster of three members on loopback with default flags, every question answered. A test says only what
 * differs: `factsOf({ statuses: each(i => statusOf(i, { leaderId: '0' })) })`.
 */
export function factsOf(overrides: Partial<Facts> = {}): Facts {
	const facts: Facts = {
		now,
		endpoints: endpoints.map(url => ({ url, source: 'given' })),
		memberLists: each(() => memberListOf()),
		statuses: each(index => statusOf(index)),
		statusesLater: [],
		alarms: each(() => []),
		hashes: each(() => ({ hash: 1234567, hashRevision: 1000, compactRevision: 900, revision: 1000 })),
		serializableReads: each(() => ({ tookMs: 2 })),
		linearizableReads: each(() => ({ tookMs: 3 })),
		metrics: each(index => metricsOf(samplesOf(), samplesOf(), index)),
		health: each(() => ({
			health: { ok: true, reason: '' },
			livez: { ok: true, reason: '' },
			readyz: { ok: true, reason: '' },
		})),
		versions: each(() => ({ server: '3.6.14', cluster: '3.6.0' })),
		certificates: [],
		ownCertificates: [],
		clocks: each(() => ({ offsetMs: 120, uncertaintyMs: 502 })),
		authentication: each(() => ({ enabled: false, authRevision: 1 })),
		anonymousReads: each(() => ({ accepted: true })),
		snapshots: [],
		manifests: [],
		documents: [],
		targets: {},
		certificateFiles: [],
		...kubernetesFactsOf(),
		disks: [],
		logs: [],
		...overrides,
	};
	// `identify` adds who spoke to each reply and takes nothing away.
	return identify(facts) as Facts;
}

/** The same cluster on three hosts, with TLS and client certificates. Overrides may be written with `endpoints`, too. */
export function secureFactsOf(overrides: Partial<Facts> = {}): Facts {
	const facts = factsOf({
		certificates: each(index => handshakeOf(index)),
		ownCertificates: [{ use: 'client', certificate: certificateOf({ subject: 'CN=client', names: [] }) }],
		anonymousReads: each(() => ({ accepted: false, refusedBy: 'tls' })),
		...overrides,
	});
	let text = JSON.stringify(facts);
	[...endpoints, ...peerUrls].forEach((url, index) => {
		text = text.replaceAll(`"${url}"`, `"${[...secureEndpoints, ...securePeerUrls][index]}"`);
	});
	// Facts are JSON, and only URLs changed.
	return JSON.parse(text) as Facts;
}

/** What member `index` answers. */
export function answering<T>(index: number, answer: T): Reply<T> {
	return { endpoint: endpoints[index] ?? '', answer };
}

/** Member `index` answers nothing. */
export function silent(
	index: number,
	stage: Stage = 'tcp',
	message = 'No TCP connection: refused',
	cause?: NonNullable<Silence['cause']>,
): Reply<never> {
	return { endpoint: endpoints[index] ?? '', silence: { stage, message, ...(cause && { cause }) } };
}

/** What each of the three answers. */
export function each<T>(make: (index: number) => T): Reply<T>[] {
	return endpoints.map((_, index) => answering(index, make(index)));
}

/** `replies`, but for member `index`. */
export function except<T>(replies: readonly Reply<T>[], index: number, reply: Reply<T>): Reply<T>[] {
	return replies.map((other, at) => (at === index ? reply : other));
}

export function statusOf(index: number, overrides: Partial<Status> = {}): Status {
	return {
		memberId: ids[index] ?? '',
		clusterId,
		version: '3.6.14',
		leaderId: ids[0] ?? '',
		isLearner: false,
		revision: 1000,
		raftTerm: 2,
		raftIndex: 1200,
		raftAppliedIndex: 1200,
		dbSizeBytes: 25 * 1024 * 1024,
		dbSizeInUseBytes: 20 * 1024 * 1024,
		errors: [],
		storageVersion: '3.6.0',
		quotaBytes: 2 * 1024 ** 3,
		...overrides,
	};
}

export function memberOf(index: number, overrides: Partial<Member> = {}): Member {
	return {
		id: ids[index] ?? '',
		name: `m${index}`,
		peerUrls: [peerUrls[index] ?? ''],
		clientUrls: [endpoints[index] ?? ''],
		isLearner: false,
		...overrides,
	};
}

export function memberListOf(overrides: Partial<MemberList> = {}): MemberList {
	return { clusterId, members: ids.map((_, index) => memberOf(index)), ...overrides };
}

/** The metrics of a healthy member by name; `undefined` takes one away. For labels append to the result. */
export function samplesOf(values: Readonly<Record<string, number | undefined>> = {}): Sample[] {
	const healthy: Record<string, number | undefined> = {
		etcd_debugging_mvcc_compact_revision: 900,
		etcd_debugging_mvcc_current_revision: 1000,
		etcd_debugging_mvcc_db_compaction_last: now / 1000 - 240,
		etcd_debugging_mvcc_keys_total: 300,
		etcd_mvcc_db_open_read_transactions: 1,
		etcd_mvcc_db_total_size_in_bytes: 25 * 1024 * 1024,
		etcd_mvcc_db_total_size_in_use_in_bytes: 20 * 1024 * 1024,
		etcd_server_has_leader: 1,
		etcd_server_is_learner: 0,
		etcd_server_leader_changes_seen_total: 1,
		etcd_server_proposals_applied_total: 1200,
		etcd_server_proposals_committed_total: 1200,
		etcd_server_proposals_failed_total: 0,
		etcd_server_proposals_pending: 0,
		etcd_server_quota_backend_bytes: 2 * 1024 ** 3,
		process_start_time_seconds: now / 1000 - 86_400,
		...values,
	};
	const features = ['CompactHashCheck', 'InitialCorruptCheck'].map(name => ({
		name: 'etcd_server_feature_enabled',
		labels: { name, stage: 'ALPHA' },
		value: 0,
	}));
	const plain = Object.entries(healthy).flatMap(([name, value]) =>
		value === undefined ? [] : [{ name, labels: {}, value }],
	);
	return [...plain, ...features];
}

/** Ten seconds between the samples; without a second one the window is 0. */
export function metricsOf(first: readonly Sample[], second: readonly Sample[] | undefined, index = 0): MetricsWindow {
	const url = `${endpoints[index] ?? ''}/metrics`;
	return second ? { url, windowMs: 10_000, first, second } : { url, windowMs: 0, first };
}

export function certificateOf(overrides: Partial<Certificate> = {}): Certificate {
	return {
		subject: 'CN=etcd',
		issuer: 'CN=etcd-ca',
		names: ['localhost', '127.0.0.1'],
		notBefore: '2026-01-01T00:00:00.000Z',
		notAfter: '2027-08-20T00:00:00.000Z',
		serverAuth: true,
		clientAuth: true,
		...overrides,
	};
}

/** As the member of `secureFactsOf` shows it. */
export function handshakeOf(
	index: number,
	leaf: Partial<Certificate> = {},
	overrides: Partial<Handshake> = {},
): Handshake {
	const host = `10.0.0.${index + 1}`;
	const own = certificateOf({ subject: `CN=m${index}`, names: [`m${index}`, 'localhost', '127.0.0.1', host], ...leaf });
	const authority = certificateOf({ subject: 'CN=etcd-ca', names: [], notAfter: '2036-01-01T00:00:00.000Z' });
	return { protocol: 'TLSv1.3', serverName: host, chain: [own, authority], ...overrides };
}

/** What a run makes of these facts. A fact that is left out is a gap. */
export function verdictOf(
	check: Check,
	facts: Partial<Facts>,
	params: Readonly<Record<string, number>> = {},
	gaps: Partial<Record<FactName, string>> = {},
): Verdict {
	const set = Object.fromEntries(Object.entries(params).map(([name, value]) => [`${check.id}.${name}`, value]));
	const report = diagnose([check], { facts, gaps }, { ...defaultSettings, params: set }, { name: '', takenAt: now });
	return report.verdicts[0]?.verdict ?? { kind: 'unknown', missing: [], reason: 'The check did not run.' };
}

/** The findings alone; none unless the check failed. */
export function findingsIn(
	check: Check,
	facts: Partial<Facts>,
	params: Readonly<Record<string, number>> = {},
): readonly Finding[] {
	const verdict = verdictOf(check, facts, params);
	return verdict.kind === 'failed' ? verdict.findings : [];
}

/** The one finding that is expected; fails when there are none or more. */
export function onlyFinding(
	check: Check,
	facts: Partial<Facts>,
	params: Readonly<Record<string, number>> = {},
): Finding {
	const [finding, ...others] = findingsIn(check, facts, params);
	assert.ok(finding, 'no finding');
	assert.deepEqual(others, []);
	return finding;
}

/** Why the verdict is unknown; fails when it is anything else. */
export function unknownReason(check: Check, facts: Partial<Facts>): string {
	const verdict = verdictOf(check, facts);
	assert.ok(verdict.kind === 'unknown', `the verdict is ${verdict.kind}`);
	return verdict.reason;
}

/** That the check has looked and found nothing, or that its question does not arise. */
export function isQuiet(check: Check, facts: Partial<Facts>, kind: 'passed' | 'notApplicable' = 'passed'): void {
	const verdict = verdictOf(check, facts);
	assert.equal(verdict.kind, kind, JSON.stringify(verdict));
}
