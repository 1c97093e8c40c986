import { etcdFlag, etcdImage } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { knownCurrentMembers, ofCluster } from '../../core/cluster.ts';
import { driftOf, type Drift } from '../../core/drift.ts';
import { quotaOf } from '../../core/members.ts';
import { answered, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/**
 * A file that says other than what runs was edited and never applied, or somebody changed the node by hand: the next restart
 * or upgrade brings the file's word into force, at a time that nobody chose.
 */
export default check({
	id: 'etcd/file-differs',
	title: 'A file says other than what runs',
	remedy: 'Apply the file, with kubeadm upgrade or by moving the manifest, or correct it to what is meant.',
	severity: 'info',
	needs: ['statuses', 'memberLists', 'metrics', 'manifests'],
	params: {},
	*run(facts) {
		const specs = facts.manifests.filter(({ component }) => component === 'etcd');
		if (specs.length === 0) {
			yield { notApplicable: t('No file of the workspace describes etcd.') };
			return;
		}
		const members = yield* knownCurrentMembers(facts);
		for (const reply of yield* answered(ofCluster(facts.statuses, facts.statuses), 'statuses')) {
			const member = members.find(({ id }) => id === reply.answer.memberId);
			const quotaBytes = quotaOf(reply, facts.metrics);
			const running = {
				status: reply.answer,
				...(member && { member }),
				...(quotaBytes !== undefined && { quotaBytes }),
			};
			const own = specs.filter(({ memberName }) => memberName !== undefined && memberName === reply.memberName);
			const ofAll = specs.filter(({ memberName }) => memberName === undefined);
			// What speaks of all members counts where no file is of this one; of several nobody knows which is of this cluster.
			const meant = own.length > 0 ? own : ofAll.length === 1 ? ofAll : [];
			for (const drift of meant.flatMap(spec => driftOf(spec, running))) {
				yield {
					message: messageOf(drift, labelOf(reply)),
					subject: subjectOf(reply),
					anchor: drift.flag === undefined ? etcdImage(reply) : etcdFlag([drift.flag], reply),
				};
			}
		}
	},
});

function messageOf({ flag, inFile, running }: Drift, label: string): string {
	return flag === undefined
		? t('{0} runs etcd {1}; the file says {2}.', label, running, inFile)
		: t('{0} runs with --{1}={2}; the file says {3}.', label, flag, running, inFile);
}
