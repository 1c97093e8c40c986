import { check } from '../../core/check.ts';
import { recentEvents } from '../../core/kubernetes-events.ts';
import { called, problemWith, subjectOfObject } from '../../core/kubernetes-problem.ts';
import { labelOf, textOf } from '../../core/kubernetes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** A volume that is still attached to a dead node can be attached nowhere else. */
export default check({
	id: 'kubernetes/volume-attach-fails',
	title: 'A volume can be neither attached nor detached',
	remedy: 'Look at the CSI driver; of a node that is gone for good delete the VolumeAttachment.',
	severity: 'error',
	needs: ['volumeAttachments', 'nodes', 'kubeEvents', 'now'],
	params: {},
	*run({ volumeAttachments, nodes, kubeEvents, now }) {
		const known = new Map(nodes.objects.map(node => [node.metadata.name, node]));
		for (const attachment of volumeAttachments.objects) {
			const error =
				textOf(attachment, 'status', 'attachError', 'message') ??
				textOf(attachment, 'status', 'detachError', 'message');
			const nodeName = textOf(attachment, 'spec', 'nodeName') ?? '';
			if (error !== undefined) {
				yield problemWith(attachment, t('{0} on {1}: {2}', called(attachment), nodeName, plain(error, 300)));
			} else if (!known.has(nodeName)) {
				yield problemWith(attachment, t('{0} holds a volume on {1}, which is gone.', called(attachment), nodeName));
			}
		}
		const failed = recentEvents(kubeEvents.objects, now, 3_600_000).filter(
			({ reason }) => reason === 'FailedAttachVolume',
		);
		for (const [label, events] of Map.groupBy(failed, ({ object }) => labelOf(object))) {
			const newest = events.reduce((a, b) => (b.last > a.last ? b : a));
			yield {
				message: t('{0} cannot attach its volume: {1}', label, plain(newest.message, 300)),
				subject: subjectOfObject(newest.object),
			};
		}
	},
});
