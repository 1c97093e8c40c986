import type { FactName, MemberList, Reply, Status, TimedRead } from '../facts.ts';
import { findingsOf } from '../diagnose.ts';
import { isAnswered, silencesOf, type Silent } from '../reply.ts';
import { metricsOf } from './etcd-diagnosis-metrics.ts';
import type { ReportedRun } from './run.ts';
import { nothing, printWideJson, wideId, type WideJson } from './wide-json.ts';

/**
 * The run in the form that etcd-diagnosis writes, for tools that read it. The form is its own: what was not asked is
 * absent, and neither password nor file names are written. Its fixed phrases stay English, whatever the language.
 */
export function toEtcdDiagnosis(run: ReportedRun): string {
	const { facts } = run;
	return `${printWideJson({
		input: inputOf(run),
		results: [
			pluginOf(run, 'membershipChecker', 'memberLists', facts.memberLists, replies => membership(replies, run)),
			pluginOf(run, 'epStatusChecker', 'statuses', facts.statuses, replies => endpointStatus(replies, run)),
			pluginOf(run, 'serializableReadChecker', 'serializableReads', facts.serializableReads, reads),
			pluginOf(run, 'linearizableReadChecker', 'linearizableReads', facts.linearizableReads, reads),
			pluginOf(run, 'metricsChecker', 'metrics', facts.metrics, replies => ({
				summary: failuresOf('Failed to get endpoint metrics from', replies),
				epMetricsList: replies.map(metricsOf),
			})),
		],
	})}\n`;
}

function inputOf({ facts, report }: ReportedRun): WideJson {
	const quota = report.members.find(member => member.quotaBytes !== undefined)?.quotaBytes;
	return { endpoints: facts.endpoints?.map(({ url }) => url), 'db-quota-bytes': quota };
}

/** One plugin's result. A fact that is missing is told as that tool tells a plugin that failed. */
function pluginOf<T>(
	{ report }: ReportedRun,
	name: string,
	fact: FactName,
	replies: readonly Reply<T>[] | undefined,
	result: (replies: readonly Reply<T>[]) => { readonly [key: string]: WideJson },
): WideJson {
	if (replies && replies.length > 0) {
		return { name, ...result(replies) };
	}
	const why = report.verdicts
		.map(({ verdict }) => verdict)
		.find(verdict => verdict.kind === 'unknown' && verdict.missing.includes(fact));
	return { name, reason: why?.kind === 'unknown' ? why.reason : 'not asked' };
}

function membership(
	replies: readonly Reply<MemberList>[],
	{ facts }: ReportedRun,
): { readonly [key: string]: WideJson } {
	const lists = replies.filter(isAnswered);
	const first = lists[0];
	const headerOf = (reply: Reply<MemberList>) => ({
		cluster_id: isAnswered(reply) ? wideId(reply.answer.clusterId) : undefined,
		member_id: wideId(reply.memberId),
		raft_term: facts.statuses?.filter(isAnswered).find(status => status.endpoint === reply.endpoint)?.answer.raftTerm,
	});
	const written = (reply: Reply<MemberList>): WideJson =>
		isAnswered(reply) ? { header: headerOf(reply), members: membersOf(reply.answer) } : nothing;
	if (first && lists.every(({ answer }) => sameList(answer, first.answer))) {
		const summary = failuresOf('Failed to get member list from', replies).join('; ');
		return { summary, memberList: written(first) };
	}
	return {
		summary: first
			? 'Detected inconsistent member list between different members'
			: failuresOf('Failed to get member list from', replies).join('; '),
		allMemberLists: replies.map(written),
	};
}

function membersOf({ members }: MemberList): WideJson {
	return members.map(member => ({
		ID: wideId(member.id),
		name: member.name || undefined,
		peerURLs: member.peerUrls,
		clientURLs: member.clientUrls.length === 0 ? undefined : member.clientUrls,
		isLearner: member.isLearner || undefined,
	}));
}

/** Whether two members tell the same cluster, in whatever order. */
function sameList(a: MemberList, b: MemberList): boolean {
	const plain = ({ clusterId, members }: MemberList) => {
		const each = members.map(m => [m.id, m.name, [...m.peerUrls].sort(), [...m.clientUrls].sort(), m.isLearner]);
		return JSON.stringify([clusterId, each.map(member => JSON.stringify(member)).sort()]);
	};
	return plain(a) === plain(b);
}

/** The summary says what our checks found in the statuses, not what comparing every field with the first would find. */
function endpointStatus(
	replies: readonly Reply<Status>[],
	{ report, checks }: ReportedRun,
): { readonly [key: string]: WideJson } {
	const reading = new Set(checks.filter(check => check.needs.includes('statuses')).map(({ id }) => id));
	const silent = silencesOf(replies);
	const isSaid = new Set(silent.map(({ endpoint }) => endpoint));
	const found = findingsOf(report)
		.filter(finding => finding.severity !== 'info' && reading.has(finding.check))
		.filter(({ subject }) => subject.kind !== 'member' || !isSaid.has(subject.endpoint));
	const failed = silent.map(failureOf('Failed to get endpoint status from'));
	const summary = [...failed, ...found.map(({ message }) => message)];
	return {
		summary: summary.length === 0 ? ['Successful'] : summary,
		epStatusList: replies.map(reply => ({
			endpoint: reply.endpoint,
			epStatus: isAnswered(reply) ? statusOf(reply.answer) : undefined,
		})),
	};
}

function statusOf(status: Status): WideJson {
	return {
		header: {
			cluster_id: wideId(status.clusterId),
			member_id: wideId(status.memberId),
			revision: status.revision || undefined,
			raft_term: status.raftTerm || undefined,
		},
		version: status.version,
		dbSize: status.dbSizeBytes || undefined,
		leader: wideId(status.leaderId),
		raftIndex: status.raftIndex || undefined,
		raftTerm: status.raftTerm || undefined,
		raftAppliedIndex: status.raftAppliedIndex || undefined,
		errors: status.errors.length === 0 ? undefined : status.errors,
		dbSizeInUse: status.dbSizeInUseBytes || undefined,
		isLearner: status.isLearner || undefined,
		storageVersion: status.storageVersion,
		dbSizeQuota: status.quotaBytes,
		downgradeInfo:
			status.downgradeTarget === undefined ? undefined : { enabled: true, targetVersion: status.downgradeTarget },
	};
}

function reads(replies: readonly Reply<TimedRead>[]): { readonly [key: string]: WideJson } {
	return {
		summary: replies.every(isAnswered) ? 'Successful' : 'Unsuccessful',
		readResponses: replies.map(reply => ({
			endpoint: reply.endpoint,
			...(isAnswered(reply) ? { took: goDuration(reply.answer.tookMs) } : { error: reply.silence.message }),
		})),
	};
}

/** As Go prints a duration: `2.5ms`, `742.9µs`, `5.001s`. */
export function goDuration(ms: number): string {
	const [value, unit] = ms >= 1000 ? [ms / 1000, 's'] : ms >= 1 ? [ms, 'ms'] : [ms * 1000, 'µs'];
	return `${Number(value.toFixed(6))}${unit}`;
}

function failuresOf(lead: string, replies: readonly Reply<unknown>[]): string[] {
	const failures = silencesOf(replies).map(failureOf(lead));
	return failures.length === 0 ? ['Successful'] : failures;
}

function failureOf(lead: string): (silent: Silent) => string {
	return ({ endpoint, silence }) => `${lead} "${endpoint}": ${silence.message}`;
}
