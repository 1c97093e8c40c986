import { window, type QuickPickItem } from 'vscode';
import { parseBytes } from '../../core/bytes.ts';
import { t } from '../../core/words.ts';
import type { ClusterState } from '../../operations/cluster-state.ts';
import type { Plan } from '../../operations/plan.ts';
import type { SavedConnection } from '../connection/saved-connection.ts';
import { findManifestFiles } from '../manifest-files.ts';

/** One thing that can be done; `plan` asks what it still has to know. `undefined`: the user went away. */
export interface Operation extends QuickPickItem {
	plan(state: ClusterState, saved: SavedConnection): Promise<Plan | undefined>;
}

/** What can be done to a cluster as a whole. Plans are made by code that is loaded when one is wanted. */
export function clusterOperations(): Operation[] {
	return [
		{ label: t('Save a snapshot'), plan: state => saveSnapshot(state) },
		{ label: t('Defragment all members'), plan: state => defragment(state) },
		{ label: t('Compact'), plan: compact },
		{ label: t('Free space and lift the alarm NOSPACE'), plan: resolveNospace },
		{ label: t('Disarm an alarm'), plan: disarm },
		{ label: t('Add a member'), plan: addMember },
		{ label: t('Move the leadership'), plan: state => moveLeader(state) },
		{ label: t('Cancel the downgrade'), plan: cancelDowngrade },
	];
}

export async function saveSnapshot(state: ClusterState, member?: string): Promise<Plan> {
	const { snapshotPlan } = await import('../../operations/maintenance/snapshot.ts');
	const { newSnapshotPath } = await import('../../app/maintenance.ts');
	return snapshotPlan(state, { path: newSnapshotPath(state), ...(member !== undefined && { member }) });
}

export async function defragment(state: ClusterState, members: readonly string[] = []): Promise<Plan> {
	const { defragmentPlan } = await import('../../operations/maintenance/defragment.ts');
	return defragmentPlan(state, members);
}

async function compact(state: ClusterState): Promise<Plan | undefined> {
	const { compactPlan, newestRevision } = await import('../../operations/maintenance/compact.ts');
	const newest = newestRevision(state);
	const text = await window.showInputBox({
		title: t('Compact'),
		prompt: t('Up to which revision? The newest is {0}.', newest),
		value: String(newest),
		validateInput: typed => (/^\d+$/.test(typed) ? undefined : t('This takes a whole number.')),
	});
	return text === undefined ? undefined : compactPlan(state, Number(text));
}

/** The quota is named where the files of the workspace have it. */
async function resolveNospace(state: ClusterState, saved: SavedConnection): Promise<Plan | undefined> {
	const { nospacePlan } = await import('../../operations/maintenance/alarms.ts');
	const { newSnapshotPath, quotaPlaces } = await import('../../app/maintenance.ts');
	const text = await window.showInputBox({
		title: t('Free space and lift the alarm NOSPACE'),
		prompt: t('Raise the quota to, such as 8GiB; leave it empty to keep the quota.'),
		validateInput: typed =>
			typed === '' || parseBytes(typed) !== undefined ? undefined : t('A size reads like 8GiB or 8589934592.'),
	});
	if (text === undefined) {
		return undefined;
	}
	const quotaBytes = parseBytes(text);
	return nospacePlan(state, {
		snapshotPath: newSnapshotPath(state),
		placeOf: quotaPlaces(await findManifestFiles(saved)),
		...(quotaBytes !== undefined && { quotaBytes }),
	});
}

async function disarm(state: ClusterState): Promise<Plan | undefined> {
	const { disarmPlan } = await import('../../operations/maintenance/alarms.ts');
	const kinds = [...new Set(state.alarms.map(({ alarm }) => alarm))];
	const alarm = kinds.length > 1 ? await pick(kinds) : (kinds[0] ?? 'NOSPACE');
	return alarm === undefined ? undefined : disarmPlan(state, alarm);
}

async function pick<T extends string>(texts: readonly T[]): Promise<T | undefined> {
	const items = texts.map(label => ({ label }));
	return (await window.showQuickPick(items))?.label;
}

async function addMember(state: ClusterState): Promise<Plan | undefined> {
	const { addMemberPlan } = await import('../../operations/maintenance/members.ts');
	const title = t('Add a member');
	const name = await window.showInputBox({ title, prompt: t('Its name, as etcd is started with it') });
	const peerUrl = name && (await askPeerUrl(title, ''));
	return name && peerUrl ? addMemberPlan(state, name, peerUrl) : undefined;
}

export function askPeerUrl(title: string, value: string): Promise<string | undefined> {
	const prompt = t('Its peer URL, such as https://10.0.0.1:2380');
	return Promise.resolve(window.showInputBox({ title, prompt, value }));
}

export async function moveLeader(state: ClusterState, member?: string): Promise<Plan> {
	const { moveLeaderPlan } = await import('../../operations/maintenance/move-leader.ts');
	return moveLeaderPlan(state, member);
}

async function cancelDowngrade(state: ClusterState): Promise<Plan> {
	const { cancelDowngradePlan } = await import('../../operations/maintenance/downgrade.ts');
	return cancelDowngradePlan(state);
}
