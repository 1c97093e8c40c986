import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '../../adapters/files/state-folder.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { Plan } from '../../operations/plan.ts';
import type { Assessment } from '../../operations/recovery/assessment.ts';
import { decide, type Decision, type Way } from '../../operations/recovery/decide.ts';
import { parseHostsFile, type HostsFile } from '../../operations/recovery/hosts-file.ts';
import { recoveryPlan } from '../../operations/recovery/recovery-plan.ts';
import { assess, type AssessHost } from './assess.ts';

/** What was seen of the hosts, and what can be done. */
export interface Survey {
	readonly id: string;
	readonly takenAt: number;
	readonly assessments: readonly Assessment[];
	readonly decision: Decision;
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
	const assessments = await assess(hosts, secrets, folders, face);
	return { id, takenAt, assessments, decision: decide(assessments) };
}

/** The plan of a way, the best one unless told. Throws a sentence where no machine can go it. */
export function planOf({ id, takenAt, assessments, decision }: Survey, kind?: Way['kind'], name = ''): Plan {
	const way = kind === undefined ? decision.ways[0] : decision.ways.find(each => each.kind === kind);
	const clusterId = decision.comparison.clusterId;
	if (!way || clusterId === undefined) {
		throw new ExpectedError(
			clusterId === undefined
				? t('No files of a member were found, so there is nothing to recover from but a snapshot.')
				: t('This way is not open here.'),
		);
	}
	const cluster = { name, id: clusterId, isProduction: false };
	const plan = recoveryPlan(way, decision, assessments, { id, createdAt: takenAt, cluster });
	if (typeof plan === 'string') {
		throw new ExpectedError(plan);
	}
	return plan;
}
