import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCatalogue } from '../../adapters/files/snapshot-catalogue.ts';
import { stateFolder } from '../../adapters/files/state-folder.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { Plan } from '../../operations/plan.ts';
import type { Assessment } from '../../operations/recovery/assessment.ts';
import { decide, type Decision, type Way } from '../../operations/recovery/decide.ts';
import { parseHostsFile, type HostsFile } from '../../operations/recovery/hosts-file.ts';
import { recoveryPlan } from '../../operations/recovery/recovery-plan.ts';
import { restoredToken } from '../../operations/recovery/restore-plan.ts';
import type { SnapshotRecord } from '../../operations/snapshot-record.ts';
import { assess, type AssessHost } from './assess.ts';
import { withLostEntries } from './lost-entries.ts';
import { restorableFile } from './restorable-file.ts';
import { restoredId } from './restored-id.ts';

/** What was seen of the hosts, and what can be done. */
export interface Survey {
	readonly id: string;
	readonly takenAt: number;
	readonly assessments: readonly Assessment[];
	readonly decision: Decision;
	/** Good ones of this cluster that were saved on this machine, newest first. */
	readonly snapshots: readonly SnapshotRecord[];
}

export async function readHosts(path: string, configFile?: string): Promise<HostsFile> {
	try {
		return parseHostsFile(await readFile(path, 'utf8'), path, configFile);
	} catch (error) {
		throw error instanceof ExpectedError
			? error
			: new ExpectedError(t('The file {0} cannot be read: {1}', path, messageOf(error)));
	}
}

/** Read-only. Copies of what the members hold stay in the state folder of this user: they are a backup off the hosts. */
export async function survey({ hosts, secrets }: HostsFile, face: AssessHost, folder = stateFolder()): Promise<Survey> {
	const takenAt = Date.now();
	const id = `${new Date(takenAt).toISOString().replace(/[-:]|\..*/g, '')}-recover`;
	const folders = { copies: join(folder, 'recovery', id), sharing: join(folder, 'ssh') };
	const seen = await assess(hosts, secrets, folders, face);
	const assessments = await withLostEntries(seen, decide(seen), face.signal);
	const decision = decide(assessments);
	const { clusterId } = decision.comparison;
	const saved = (await readCatalogue(folder)).filter(each => each.clusterId === clusterId && each.state === 'good');
	return { id, takenAt, assessments, decision, snapshots: saved };
}

export interface PlanChoice {
	/** The best one unless told. */
	readonly kind?: Way['kind'];
	/** Of the connection. */
	readonly name?: string;
	/** What is restored: the newest saved one of this cluster unless told. */
	readonly snapshot?: string;
}

/** The plan of a way. Throws a sentence where there is none, or its snapshot is not whole. */
export async function planOf(
	seen: Survey,
	{ kind, name = '', snapshot }: PlanChoice,
	signal: AbortSignal,
): Promise<Plan> {
	const { id, takenAt, assessments, decision, snapshots } = seen;
	const way = kind === undefined ? decision.ways[0] : decision.ways.find(each => each.kind === kind);
	if (!way) {
		throw new ExpectedError(t('This way is not open here.'));
	}
	const path = way.kind === 'restore-snapshot' ? (snapshot ?? snapshots[0]?.path) : undefined;
	const file = path === undefined ? undefined : await restorableFile(path, signal);
	const idOf = (peerUrl: string) => restoredId(peerUrl, restoredToken(id));
	// Where no host has files of a member any more, the cluster has only the id that it will have.
	const clusterId = decision.comparison.clusterId ?? '';
	const order = { id, createdAt: takenAt, restoredId: idOf, ...(file && { file }) };
	const plan = recoveryPlan(way, decision, assessments, {
		...order,
		cluster: { name, id: clusterId, isProduction: false },
	});
	if (typeof plan === 'string') {
		throw new ExpectedError(plan);
	}
	return clusterId === '' ? { ...plan, cluster: { ...plan.cluster, id: plan.restoredId ?? id } } : plan;
}
