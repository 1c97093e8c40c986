import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { increasesOf, totalOf, watched, windowWords, type Watch } from '../../core/counters.ts';
import { livePeersOf } from '../../core/peers.ts';
import { labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** Messages between members that are lost must be sent again: the cluster slows down, and in the end a member falls behind. */
export default check({
	id: 'etcd/peer-failures',
	title: 'Messages between two members fail',
	remedy: 'Look at the network, the firewall and the certificates between the two hosts at their peer port.',
	// Source: NW-02. One failure is an accident of a connection made anew, whatever the rate it makes in a short window.
	severity: 'warning',
	needs: ['metrics', 'memberLists', 'statuses'],
	params: {
		perSecond: {
			default: 0.01,
			unit: 'count',
			description: 'Failures in a second from which it warns, if there are two in the window.',
			source: 'alert etcdMembersDown of etcd’s mixin',
		},
	},
	*run(facts, { perSecond }) {
		for (const watch of yield* watched(facts.metrics)) {
			for (const { id, name } of yield* livePeersOf(watch.reply, facts)) {
				const sent = failures(watch, 'sent', 'To', id);
				const received = failures(watch, 'received', 'From', id);
				if (Math.max(sent, received) >= 2 && Math.max(sent, received) / watch.seconds > perSecond) {
					yield {
						message: t(
							'{0}: of its messages with {1}, {2} could not be sent and {3} not received {4}.',
							labelOf(watch.reply),
							name,
							sent,
							received,
							windowWords(watch.seconds * 1000),
						),
						subject: subjectOf(watch.reply),
						anchor: etcdFlag(['initial-advertise-peer-urls', 'listen-peer-urls'], watch.reply),
					};
				}
			}
		}
	},
});

function failures(watch: Watch, way: 'sent' | 'received', label: 'To' | 'From', id: string): number {
	const increases = increasesOf(watch, `etcd_network_peer_${way}_failures_total`);
	return totalOf(increases.filter(({ labels }) => labels[label] === id));
}
