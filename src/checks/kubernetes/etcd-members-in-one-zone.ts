import { check } from '../../core/check.ts';
import { labelsOf } from '../../core/kubernetes-nodes.ts';
import { controlPlanePods, nodeNameOf } from '../../core/kubernetes-pods.ts';
import { t } from '../../core/words.ts';

const zoneLabel = 'topology.kubernetes.io/zone';

/** Three members in two zones: the loss of the one that has two of them is the loss of the quorum. */
export default check({
	id: 'kubernetes/etcd-members-in-one-zone',
	title: 'One zone holds the majority of etcd’s members',
	remedy: 'Spread the control plane over three zones.',
	severity: 'warning',
	needs: ['nodes', 'pods'],
	params: {},
	*run({ nodes, pods }) {
		const homes = new Set(controlPlanePods(pods.objects, 'etcd').map(nodeNameOf));
		const zones = nodes.objects
			.filter(({ metadata }) => homes.has(metadata.name))
			.map(node => labelsOf(node)[zoneLabel]);
		const known = new Set(nodes.objects.map(node => labelsOf(node)[zoneLabel]).filter(zone => zone !== undefined));
		// Where there is one zone alone there is no choice.
		if (zones.length < 3 || zones.includes(undefined) || known.size < 3) {
			yield { notApplicable: t('The members of etcd could not be spread over three zones.') };
			return;
		}
		for (const [zone = '', members] of Map.groupBy(zones, each => each)) {
			if (members.length > zones.length / 2) {
				yield {
					message: t('{0} of {1} members of etcd are in the zone {2}.', members.length, zones.length, zone),
					subject: { kind: 'cluster' },
				};
			}
		}
	},
});
