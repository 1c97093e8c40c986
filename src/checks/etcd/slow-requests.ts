import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import type { MetricsWindow, Reply, Sample } from '../../core/facts.ts';
import { isSlower, latenciesOf, quantileWords } from '../../core/latency.ts';
import { isAnswered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const family = 'grpc_server_handling_seconds';
/** These take long by their nature: one stops the member, the other reads all of it. */
const longOnes = ['Defragment', 'HashKV', 'Hash'];

/** How long clients wait in the end, whatever it is that makes them wait. */
export default check({
	id: 'etcd/slow-requests',
	title: 'A member is slow at answering requests',
	remedy: 'See the checks of disk, peers and applying, and look for clients that list very many keys at once.',
	// Source: RF-11. Locks and elections are left out, which wait as long as they are told to.
	severity: 'warning',
	needs: ['metrics', 'now'],
	params: {
		warnMs: {
			default: 150,
			unit: 'milliseconds',
			description: 'The 99th percentile from which it warns.',
			source: 'alert etcdGRPCRequestsSlow of etcd’s mixin, there over 10 minutes',
		},
	},
	*run({ metrics, now }, { warnMs }) {
		const telling = metrics.filter(reply => !isAnswered(reply) || reply.answer.first.some(isOfFamily));
		if (!telling.some(isAnswered) && metrics.some(isAnswered)) {
			yield { notApplicable: t('etcd tells it only with --metrics=extensive.') };
			return;
		}
		const tooFew = (member: string, count: number, span: string) =>
			t('{0}: only {1} requests were answered {2}.', member, count, span);
		for (const latency of yield* latenciesOf({ metrics: telling.map(judgedOf), now }, family, tooFew)) {
			if (isSlower(latency, warnMs)) {
				const { reply, p99, count, span } = latency;
				yield {
					message: t(
						'{0}: the slowest 1 % of requests take {1} or longer to be answered ({2} requests {3}).',
						labelOf(reply),
						quantileWords(p99),
						count,
						span,
					),
					subject: subjectOf(reply),
					anchor: etcdFlag(['data-dir'], reply),
				};
			}
		}
	},
});

function judgedOf(reply: Reply<MetricsWindow>): Reply<MetricsWindow> {
	if (!isAnswered(reply)) {
		return reply;
	}
	const { first, second } = reply.answer;
	const answer = { ...reply.answer, first: first.filter(isJudged), ...(second && { second: second.filter(isJudged) }) };
	return { ...reply, answer };
}

function isOfFamily({ name }: Sample): boolean {
	return name.startsWith(family);
}

/** What is of other families stays: it tells when the process started. */
function isJudged(sample: Sample): boolean {
	const { grpc_type: type, grpc_service: service = '', grpc_method: method = '' } = sample.labels;
	return !isOfFamily(sample) || (type === 'unary' && service.startsWith('etcdserverpb.') && !longOnes.includes(method));
}
