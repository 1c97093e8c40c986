import type { MemberList, MetricsWindow, Reply, Sample, Silence, Status, TimedRead } from '../../core/facts.ts';
import { isAnswered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';
import { parseMetrics } from '../etcd/metrics-text.ts';
import { readsMetric } from '../../schema/metrics.ts';
import type { Found } from './found.ts';
import { parseGoDuration } from './go-duration.ts';
import type { Json } from './json.ts';
import { memberListOf, statusOf } from './messages.ts';
import { silenceInWords } from './silence-in-words.ts';

/**
 * A report of etcd-diagnosis, in the form of today or in the older one with raw lines of metrics. Only what its tool was
 * told by members is taken; its conclusions are not, and its input, which may hold a password, is read for three fields.
 */
export function readEtcdDiagnosis(report: Json): Found {
	const input = report.at('input');
	const endpoints = input.texts('endpoints');
	const timeoutMs = input.number('command-timeout') / 1e6 || 5000;
	const source = input.bool('useClusterEndpoints') ? 'discovered' : 'given';
	const plugin = (name: string) => report.list('results').find(result => result.text('name') === name);
	const metrics = plugin('metricsChecker');
	const reads = (name: string) => readsOf(plugin(name), timeoutMs);
	const metricsTold = metricsOf(metrics);
	const unreachable = plugin('epStatusChecker')?.has('epStatusList') ? [] : metricsTold.flatMap(refused);
	const told = {
		memberLists: memberLists(plugin('membershipChecker'), endpoints),
		statuses: [...statuses(plugin('epStatusChecker')), ...unreachable],
		serializableReads: reads('serializableReadChecker'),
		linearizableReads: reads('linearizableReadChecker'),
		metrics: metricsTold,
	};
	const whys = {
		memberLists: gapOf(plugin('membershipChecker')),
		statuses: gapOf(plugin('epStatusChecker')),
		serializableReads: readGapOf(plugin('serializableReadChecker')),
		linearizableReads: readGapOf(plugin('linearizableReadChecker')),
		metrics: gapOf(metrics),
	};
	const isTold = ([, replies]: readonly [string, readonly unknown[]]) => replies.length > 0;
	return {
		kind: 'etcd-diagnosis',
		facts: {
			...(endpoints.length > 0 && { endpoints: endpoints.map(url => ({ url, source }) as const) }),
			...Object.fromEntries(Object.entries(told).filter(isTold)),
		},
		gaps: whys,
		skipVerify: input.bool('insecure-skip-verify'),
	};
}

/** A plugin of which one call failed has thrown away what the others answered. */
function gapOf(plugin: Json | undefined): string {
	const reason = plugin?.text('reason') ?? '';
	return reason === ''
		? t('The imported report does not hold it.')
		: t('The imported report holds no answers, for its tool gave up: {0}', reason);
}

function readGapOf(plugin: Json | undefined): string {
	return plugin?.has('readResponses')
		? t('The imported report does not tell whether its reads succeeded: its tool takes most errors for success.')
		: gapOf(plugin);
}

/** "Successful" here means that every endpoint gave this very list, so all of them have answered. */
function memberLists(plugin: Json | undefined, endpoints: readonly string[]): Reply<MemberList>[] {
	if (plugin?.has('memberList')) {
		const answer = memberListOf(plugin.at('memberList'));
		const isCommon = plugin.text('summary') === 'Successful';
		return (isCommon ? endpoints : endpoints.slice(0, 1)).map(endpoint => ({ endpoint, answer }));
	}
	const lists = plugin?.list('allMemberLists') ?? [];
	// Without one entry for each endpoint nobody knows whose they are.
	return lists.length === endpoints.length
		? lists.map((list, index) => memberListReply(list, endpoints[index] ?? ''))
		: [];
}

function memberListReply(list: Json, endpoint: string): Reply<MemberList> {
	return list.isObject ? { endpoint, answer: memberListOf(list) } : { endpoint, silence: untold() };
}

function untold(): Silence {
	const message = t('The imported report does not tell why this endpoint gave no answer.');
	return { stage: 'etcd', message, cause: 'untold' };
}

function statuses(plugin: Json | undefined): Reply<Status>[] {
	return (plugin?.list('epStatusList') ?? []).map(entry => {
		const endpoint = entry.text('endpoint');
		const status = entry.at('epStatus');
		return status.isObject
			? { endpoint, answer: statusOf(status) }
			: { endpoint, silence: failureOf(plugin, endpoint) };
	});
}

/** The error that the summary tells of this endpoint. */
function failureOf(plugin: Json | undefined, endpoint: string): Silence {
	const line = plugin?.textOrTexts('summary').find(each => each.includes(`"${endpoint}"`) && /fail/i.test(each));
	return line === undefined
		? untold()
		: silenceInWords(line.slice(line.indexOf(`"${endpoint}"`) + endpoint.length + 2).replace(/^:\s*/, ''));
}

/**
 * The tool's reports write success for whatever is no refusal by permission, and those of its predecessor, which told
 * errors, look alike: a quick read proves nothing. One that took the whole time-out was not answered.
 */
function readsOf(plugin: Json | undefined, timeoutMs: number): Reply<TimedRead>[] {
	return (plugin?.list('readResponses') ?? []).flatMap((entry): Reply<TimedRead>[] => {
		const endpoint = entry.text('endpoint');
		const tookMs = parseGoDuration(entry.text('took'));
		const error = entry.text('error');
		if (error !== '' && !/permission ?denied/i.test(error)) {
			return [{ endpoint, silence: silenceInWords(error) }];
		}
		if (tookMs === undefined) {
			return [];
		}
		if (tookMs >= timeoutMs) {
			return [{ endpoint, silence: { stage: 'deadline', message: t('No answer within {0} s.', timeoutMs / 1000) } }];
		}
		// A key is refused by permission only once the read has gone its way.
		return error !== '' ? [{ endpoint, answer: { tookMs } }] : [];
	});
}

function metricsOf(plugin: Json | undefined): Reply<MetricsWindow>[] {
	return (plugin?.list('epMetricsList') ?? []).map(entry => {
		const endpoint = entry.text('endpoint');
		const metrics = entry.at('epMetrics');
		const first = metrics.keys.flatMap(name => samplesOf(metrics.at(name), name));
		return first.length === 0
			? { endpoint, silence: failureOf(plugin, endpoint) }
			: { endpoint, answer: { url: `${endpoint}/metrics`, windowMs: 0, first } };
	});
}

/** Where not even a connection for the metrics came about, which are served at the same port, nobody is there. */
function refused(reply: Reply<unknown>): Reply<Status>[] {
	const { endpoint } = reply;
	return !isAnswered(reply) && ['dns', 'tcp'].includes(reply.silence.stage)
		? [{ endpoint, silence: reply.silence }]
		: [];
}

function samplesOf(family: Json, name: string): Sample[] {
	if (!family.isObject) {
		return family.items().flatMap(line => parseMetrics(String(line.raw()), readsMetric));
	}
	return family.list('samples').flatMap(sample => {
		const own = sample.at('labels');
		const labels = Object.fromEntries(own.keys.map(key => [key, own.text(key)]));
		const metric = sample.at('metric');
		if (!metric.has('buckets')) {
			return metric.has('value') ? [{ name, labels, value: metric.number('value') }] : [];
		}
		return [
			...metric.list('buckets').map(bucket => ({
				name: `${name}_bucket`,
				labels: { ...labels, le: boundOf(bucket.at('le').raw()) },
				value: bucket.number('count'),
			})),
			{ name: `${name}_sum`, labels, value: metric.number('sum') },
			{ name: `${name}_count`, labels, value: metric.number('count') },
		];
	});
}

/** That tool writes infinity as `Inf` or `+Inf`. */
function boundOf(le: unknown): string {
	return typeof le === 'number' ? String(le) : '+Inf';
}
