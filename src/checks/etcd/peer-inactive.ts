import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { increasesOf, samplesOf, totalOf, watchOf } from '../../core/counters.ts';
import type { MetricsWindow, Sample } from '../../core/facts.ts';
import { livePeersOf } from '../../core/peers.ts';
import { answered, labelOf, subjectOf, type Answered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const active = 'etcd_network_active_peers';

/** A member that is well but out of another's reach: a way that is closed on one side only makes leaders come and go. */
export default check({
	id: 'etcd/peer-inactive',
	title: 'A member has no connection to another',
	remedy: 'Look at the firewall, the names and the certificates between the two hosts at their peer port, both ways.',
	// Source: AV-07.
	severity: 'warning',
	needs: ['metrics', 'memberLists', 'statuses'],
	params: {},
	*run(facts) {
		for (const reply of yield* answered(facts.metrics, 'metrics')) {
			const others = yield* livePeersOf(reply, facts);
			if (others.length > 0 && !tellsPeers(reply)) {
				yield { unknown: t('The metrics of {0} do not have {1}.', labelOf(reply), active) };
				continue;
			}
			for (const { id, name } of others) {
				const lost = disconnectsOf(reply, id);
				if (isInactive(reply, id) || lost > 0) {
					yield {
						message: isInactive(reply, id)
							? t('{0} has no connection to {1}.', labelOf(reply), name)
							: t('{0} lost its connection to {1} while it was watched.', labelOf(reply), name),
						subject: subjectOf(reply),
						anchor: etcdFlag(['initial-advertise-peer-urls', 'listen-peer-urls'], reply),
					};
				}
			}
		}
	},
});

/** A member that never saw one peer has nothing under `active`, but since etcd 3.6 it tells whom it knows. */
function tellsPeers({ answer }: Answered<MetricsWindow>): boolean {
	return answer.first.some(({ name }) => name === active || name === 'etcd_network_known_peers');
}

function isInactive({ answer: { first, second } }: Answered<MetricsWindow>, id: string): boolean {
	const isActive = (samples: readonly Sample[]) =>
		samplesOf(samples, active).some(({ labels, value }) => labels['Remote'] === id && value > 0);
	return ![first, ...(second ? [second] : [])].some(isActive);
}

function disconnectsOf(reply: Answered<MetricsWindow>, id: string): number {
	const watch = watchOf(reply);
	const all = watch ? increasesOf(watch, 'etcd_network_disconnected_peers_total') : [];
	return totalOf(all.filter(({ labels }) => labels['Remote'] === id));
}
