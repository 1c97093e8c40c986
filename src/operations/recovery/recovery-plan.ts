import { t } from '../../core/words.ts';
import type { Plan, PlanCluster, Step } from '../plan.ts';
import { actHostOf, type ActHost } from './act-host.ts';
import { isAssessed, type Assessment } from './assessment.ts';
import type { Decision, Way } from './decide.ts';
import {
	apiServerStep,
	backUpStep,
	fenceByHandStep,
	fenceStep,
	forceSteps,
	healthStep,
	rejoinSteps,
	spaceStep,
	startStep,
	stillStoppedStep,
} from './force-plan.ts';
import { rancherOf, rancherPlan } from './rancher-plan.ts';
import {
	restorableNotes,
	restoreByHandStep,
	restoreSteps,
	restoreToolOf,
	type RestorableFile,
} from './restore-plan.ts';

export interface PlanOrder {
	/** Also the name of the folders on the hosts. */
	readonly id: string;
	readonly createdAt: number;
	readonly cluster: PlanCluster;
	/** What is restored, where that is the way. */
	readonly file?: RestorableFile;
	/** The id of the cluster that a restore begins on a member with these peer URLs. */
	restoredId(peerUrl: string): string;
}

/** The plan of a way that a machine can go; otherwise why not, and it is to be gone by hand. */
export function recoveryPlan(
	way: Way,
	decision: Decision,
	assessments: readonly Assessment[],
	{ file, restoredId, ...order }: PlanOrder,
): Plan | string {
	const distribution = rancherOf(assessments);
	if (distribution) {
		return rancherPlan(distribution, way, decision, assessments, { ...order, ...(file && { file }) });
	}
	const reached = assessments.map(each => actHostOf(each, order.id));
	const hosts = reached.filter(host => typeof host !== 'string');
	// A folder of this machine cannot come back with an old cluster.
	const left = assessments.filter((each, index) => typeof reached[index] === 'string' && 'ssh' in each.host);
	const plan = { ...order, hosts: hosts.map(({ ssh }) => ssh), losses: way.losses };
	const notes = [...way.reasons, ...decision.unknown];
	switch (way.kind) {
		case 'start': {
			const sound = hosts.filter(host => isSound(host, decision));
			return {
				...plan,
				title: t('Start the members that are down'),
				notes,
				steps: [...sound.map(startStep), ...lastSteps(sound)],
			};
		}
		case 'force-new-cluster': {
			const best = hosts.find(({ name }) => name === way.from);
			if (!best) {
				return t(
					'The best files are on {0}, where nothing can be automated: {1}',
					way.from ?? '',
					reasonFor(way.from, reached),
				);
			}
			const others = hosts.filter(host => host !== best);
			return {
				...plan,
				title: t('Start a new cluster from {0} and let the others rejoin', best.name),
				notes: [...notes, ...afterwards(left, hosts)],
				steps: [
					...stopAll(hosts, left, reached),
					...others.map(stillStoppedStep),
					...forceSteps(best),
					...rejoinAll(best, others),
				],
			};
		}
		case 'none-needed':
		case 'replace':
			return t('There is a quorum: replace a member with "quorum member replace".');
		case 'restore-snapshot': {
			const first = hosts.find(host => restoreToolOf(host)) ?? hosts[0];
			if (!file || !first) {
				return file
					? t('On no host can anything be automated: {0}', reached.join(' '))
					: t('Which snapshot? Name its file with --snapshot.');
			}
			const others = hosts.filter(host => host !== first);
			return {
				...plan,
				restoredId: restoredId(first.peerUrl),
				title: t('Restore a snapshot on {0} and let the others rejoin', first.name),
				notes: [...restorableNotes(file), ...notes, ...afterwards(left, hosts)],
				steps: [
					...stopAll(hosts, left, reached),
					...others.map(stillStoppedStep),
					...restoreOn(first, file, order.id),
					...rejoinAll(first, others),
				],
			};
		}
	}
}

function restoreOn(host: ActHost, file: RestorableFile, planId: string): Step[] {
	const tool = restoreToolOf(host);
	const steps = restoreSteps(host, file, tool ?? { kind: 'etcdutl' }, planId);
	// By hand, the other steps still hold it to what it must come to.
	return tool
		? steps
		: steps.flatMap(step => (step.id.startsWith('restore-') ? [restoreByHandStep(host, file, planId), step] : [step]));
}

/** Stopped and copied, whatever comes then. */
function stopAll(
	hosts: readonly ActHost[],
	left: readonly Assessment[],
	reached: readonly (ActHost | string)[],
): Step[] {
	return [
		...left.map(each =>
			fenceByHandStep(each.host.name, isAssessed(each) ? reasonFor(each.host.name, reached) : undefined),
		),
		...hosts.map(fenceStep),
		...hosts.filter(host => host.hasData).map(backUpStep),
	];
}

function rejoinAll(first: ActHost, others: readonly ActHost[]): Step[] {
	const all = [first, ...others];
	return [...others.flatMap((host, index) => rejoinSteps(host, all.slice(0, index + 1))), ...lastSteps(all)];
}

function lastSteps(hosts: readonly ActHost[]): Step[] {
	const apiServers = hosts.filter(({ look }) => look.hasApiServer).map(apiServerStep);
	return [healthStep(hosts), spaceStep(hosts), ...apiServers];
}

function isSound({ name }: ActHost, { ranking }: Decision): boolean {
	return ranking.some(
		({ host, rank }) => host === name && rank.obstacles.every(({ kind }) => kind === 'being-written'),
	);
}

function reasonFor(name: string | undefined, reached: readonly (ActHost | string)[]): string {
	return reached.filter(each => typeof each === 'string').find(reason => reason.startsWith(`${name ?? ''}:`)) ?? '';
}

function afterwards(left: readonly Assessment[], hosts: readonly ActHost[]): string[] {
	return [
		t(
			'Afterwards: restart kube-apiserver, kube-controller-manager, kube-scheduler and kubelet on every host: what they remember may be newer than the data.',
		),
		...(left.length > 0
			? [t('Not part of this plan, and to be joined anew later: {0}.', left.map(({ host }) => host.name).join(', '))]
			: []),
		t('What stays on the hosts until you remove it:'),
		...hosts.map(({ name, kept, runs }) => t('{0}: {1} and {2}', name, kept, runs.folder)),
	];
}
