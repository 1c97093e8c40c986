import { check } from '../../core/check.ts';
import { subjectOfMember } from '../../core/cluster.ts';
import { runsEtcd } from '../../core/kubernetes-nodes.ts';
import { controlPlanePods, nodeNameOf } from '../../core/kubernetes-pods.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import type { KubeObject } from '../../core/kubernetes.ts';
import { answersOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

/** A member whose machine is gone still counts for the quorum, and a node without a member bears nothing of it. */
export default check({
	id: 'kubernetes/etcd-member-without-node',
	title: 'The members of etcd and the nodes of the control plane do not match',
	remedy: 'Remove the member that has no node, or let the node finish joining.',
	severity: 'warning',
	needs: ['memberLists', 'nodes', 'pods'],
	params: {},
	*run({ memberLists, nodes, pods }) {
		if (
			controlPlanePods(pods.objects, 'etcd').length === 0 &&
			!nodes.objects.some(node => etcdNameAnnotations.some(name => name in (node.metadata.annotations ?? {})))
		) {
			yield { notApplicable: t('etcd does not run on the nodes of this cluster.') };
			return;
		}
		const [list] = answersOf(memberLists);
		if (list === undefined) {
			yield { unknown: t('No member told the member list.'), missing: ['memberLists'] };
			return;
		}
		const homes = new Map(nodes.objects.filter(runsEtcd).map(node => [memberNameOn(node), node]));
		const members = new Set(list.answer.members.map(({ name }) => name));
		for (const member of list.answer.members) {
			if (member.name !== '' && !homes.has(member.name)) {
				yield { message: t('The member {0} has no node.', member.name), subject: subjectOfMember(member) };
			}
		}
		const withPod = new Set(controlPlanePods(pods.objects, 'etcd').map(nodeNameOf));
		for (const [name, node] of homes) {
			if (!members.has(name) && withPod.has(node.metadata.name)) {
				yield problemWith(node, t('The etcd of {0} is no member of the cluster.', called(node)));
			}
		}
	},
});

const etcdNameAnnotations = ['etcd.k3s.cattle.io/node-name', 'etcd.rke2.cattle.io/node-name'];

/** kubeadm names a member after its node; K3s and RKE2 append to it and write the name down. */
function memberNameOn({ metadata }: KubeObject): string {
	return (
		etcdNameAnnotations.map(name => metadata.annotations?.[name]).find(name => name !== undefined) ?? metadata.name
	);
}
