import { t } from '../../core/words.ts';
import { memberNamed, type ClusterState } from '../../operations/cluster-state.ts';
import type { Plan } from '../../operations/plan.ts';
import { askPeerUrl, defragment, moveLeader, saveSnapshot, type Operation } from './cluster-operations.ts';

const plans = () => import('../../operations/maintenance/members.ts');

/** What can be done to one member, by its id. */
export function memberOperations(id: string): Operation[] {
	return [
		{ label: t('Save a snapshot from it'), plan: state => saveSnapshot(state, id) },
		{ label: t('Defragment it'), plan: state => defragment(state, [id]) },
		{ label: t('Move the leadership to it'), plan: state => moveLeader(state, id) },
		{ label: t('Promote it to a voter'), plan: async state => (await plans()).promotePlan(state, id) },
		{ label: t('Change its peer URLs'), plan: state => update(state, id) },
		{ label: t('Remove it'), plan: async state => (await plans()).removeMemberPlan(state, id) },
		{ label: t('Replace it'), plan: state => replace(state, id) },
	];
}

async function update(state: ClusterState, id: string): Promise<Plan | undefined> {
	const [before = ''] = memberNamed(state, id).peerUrls;
	const peerUrl = await askPeerUrl(t('Change its peer URLs'), before);
	return peerUrl ? (await plans()).updateMemberPlan(state, id, [peerUrl]) : undefined;
}

/** On the same host unless another peer URL is typed. */
async function replace(state: ClusterState, id: string): Promise<Plan | undefined> {
	const [before = ''] = memberNamed(state, id).peerUrls;
	const peerUrl = await askPeerUrl(t('Replace it'), before);
	const { newSnapshotPath } = await import('../../app/maintenance.ts');
	return peerUrl
		? (await plans()).replaceMemberPlan(state, { member: id, peerUrl, snapshotPath: newSnapshotPath(state) })
		: undefined;
}
