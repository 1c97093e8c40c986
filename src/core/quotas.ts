import { ofCluster } from './cluster.ts';
import type { Facts, Status } from './facts.ts';
import type { Outcome } from './finding.ts';
import { quotaOf } from './members.ts';
import { answered, labelOf, type Answered } from './reply.ts';
import { t } from './words.ts';

/** Every answering member with the space quota in force, in bytes, negative where it is switched off. */
export function* quotasOf({
	statuses,
	metrics,
}: Pick<Facts, 'statuses' | 'metrics'>): Generator<Outcome, (readonly [Answered<Status>, number])[]> {
	const known: (readonly [Answered<Status>, number])[] = [];
	for (const reply of yield* answered(ofCluster(statuses, statuses), 'statuses')) {
		const quota = quotaOf(reply, metrics);
		if (quota === undefined) {
			yield { unknown: t('The quota of {0} is not known.', labelOf(reply)), missing: ['metrics'] };
		} else {
			known.push([reply, quota]);
		}
	}
	return known;
}
