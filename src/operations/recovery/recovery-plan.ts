import { t } from '../../core/words.ts';
import type { Plan, PlanCluster, Step } from '../plan.ts';
import type { Assessment } from './assessment.ts';
import type { Decision, Way } from './decide.ts';
import {
	actHostOf,
	backUpStep,
	clearStep,
	fenceByHandStep,
	fenceStep,
	forceSteps,
	healthStep,
	rejoinSteps,
	restoreByHandStep,
	startStep,
	stillStoppedStep,
	type ActHost,
} from './force-plan.ts';

export interface PlanOrder {
	/** Also the name of the folders on the hosts. */
	readonly id: string;
	readonly createdAt: number;
	readonly cluster: PlanCluster;
}

/** The plan of a way that a machine can go; otherwise why not, and it is to be gone by hand. */
export function recoveryPlan(
	way: Way,
	decision: Decision,
	assessments: readonly Assessment[],
	order: PlanOrder,
): Plan | string {
	const reached = assessments.map(actHostOf);
	const hosts = reached.filter(host => typeof host !== 'string');
	const left = assessments.filter((_, index) => typeof reached[index] === 'string').map(({ host }) => host.name);
	const plan = { ...order, hosts: hosts.map(({ ssh }) => ssh), losses: way.losses };
	const notes = [...way.reasons, ...decision.unknown];
	switch (way.kind) {
		case 'start': {
			const sound = hosts.filter(host => isSound(host, decision));
			return {
				...plan,
				title: t('Start the members that are down'),
				notes,
				steps: [...sound.map(host => startStep(host, order.id)), healthStep(sound)],
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
			return {
				...plan,
				title: t('Start a new cluster from {0} and let the others rejoin', best.name),
				notes: [...notes, ...afterwards(left)],
				steps: forceAll(
					best,
					hosts.filter(host => host !== best),
					left,
					order.id,
				),
			};
		}
		case 'none-needed':
		case 'replace':
			return t('There is a quorum: replace a member with "quorum member replace".');
		case 'restore-snapshot':
			return {
				...plan,
				title: t('Restore a snapshot on every host'),
				notes: [...notes, ...afterwards(left)],
				steps: restoreAll(hosts, left, order.id),
			};
	}
}

function forceAll(best: ActHost, others: readonly ActHost[], left: readonly string[], id: string): Step[] {
	const present: ActHost[] = [best];
	const joined = others.flatMap(host => {
		const steps = rejoinSteps(host, [...present], id);
		present.push(host);
		return steps;
	});
	const all = [best, ...others];
	return [
		...left.map(fenceByHandStep),
		...all.map(host => fenceStep(host, id)),
		...all.filter(host => host.hasData).map(host => backUpStep(host, id)),
		...others.map(stillStoppedStep),
		...forceSteps(best, id),
		...joined,
		healthStep(all),
	];
}

/** What the snapshot is made into, etcd's own tool knows; before and after it, the steps are those of every recovery. */
function restoreAll(hosts: readonly ActHost[], left: readonly string[], id: string): Step[] {
	return [
		...left.map(fenceByHandStep),
		...hosts.map(host => fenceStep(host, id)),
		...hosts.filter(host => host.hasData).map(host => backUpStep(host, id)),
		...hosts.map(host => clearStep(host, id)),
		...hosts.map(host => restoreByHandStep(host, hosts, id)),
		...hosts.map(host => startStep(host, id)),
		healthStep(hosts),
	];
}

function isSound({ name }: ActHost, { ranking }: Decision): boolean {
	return ranking.some(
		({ host, rank }) => host === name && rank.obstacles.every(({ kind }) => kind === 'being-written'),
	);
}

function reasonFor(name: string | undefined, reached: readonly (ActHost | string)[]): string {
	return reached.filter(each => typeof each === 'string').find(reason => reason.startsWith(name ?? '')) ?? '';
}

function afterwards(left: readonly string[]): string[] {
	return [
		t(
			'Afterwards: restart kube-apiserver, kube-controller-manager, kube-scheduler and kubelet on every host: what they remember may be newer than the data.',
		),
		...(left.length > 0 ? [t('Not part of this plan, and to be joined anew later: {0}.', left.join(', '))] : []),
	];
}
