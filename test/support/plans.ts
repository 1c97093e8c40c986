import type { Approval, ApprovalRequest, DoorHost } from '../../src/app/execute-plan.ts';
import type { Connection } from '../../src/core/connection.ts';
import type { Executors, Seen } from '../../src/operations/executor.ts';
import type { Action, EtcdCondition, Plan, Step } from '../../src/operations/plan.ts';

export const unlocked: Connection = { name: 'test', endpoints: ['http://127.0.0.1:1'], access: 'operations' };

/** A step that compacts to its number, so that each has a call of its own. */
export function stepOf(number: number, more: Partial<Step> = {}): Step {
	return {
		id: `s${number}`,
		title: `Step ${number}`,
		action: actionOf(number),
		command: `etcdctl compact ${number}`,
		canRepeat: true,
		timeoutMs: 5000,
		...more,
	};
}

export function actionOf(revision: number): Action {
	return { kind: 'etcd', endpoint: 'http://127.0.0.1:1', call: { name: 'compact', revision, physical: false } };
}

/** A condition that is told apart by the revision it asks for. */
export function conditionOf(revision: number): EtcdCondition {
	return { kind: 'etcd', endpoints: ['http://127.0.0.1:1'], question: { name: 'compacted', revision } };
}

export function planOf(steps: readonly Step[], more: Partial<Plan> = {}): Plan {
	return {
		id: '20260102-030405-compact',
		title: 'Compact',
		cluster: { name: 'test', id: 'cdf818194e3a8c32', isProduction: false },
		createdAt: Date.UTC(2026, 0, 2, 3, 4, 5),
		notes: [],
		steps,
		losses: [],
		...more,
	};
}

/** Executors that note what they are asked to do, in order. `answers` tells by revision whether a condition holds. */
export function notedExecutors(answers: (revision: number) => Seen | boolean = () => true) {
	const did: string[] = [];
	const executors: Executors = {
		etcd: {
			act: async ({ call }) => {
				did.push(call.name === 'compact' ? `act ${call.revision}` : call.name);
				return 'acted';
			},
			ask: async ({ question }) => {
				const revision = question.name === 'compacted' ? question.revision : 0;
				did.push(`ask ${revision}`);
				const answer = answers(revision);
				return typeof answer === 'boolean' ? { holds: answer, told: `${revision} ${answer}` } : answer;
			},
		},
	};
	return { did, executors };
}

/** A face that says yes, types what is wanted, and keeps what it was shown. */
export function yesHost(more: Partial<DoorHost> = {}): DoorHost & {
	readonly shown: string[];
	readonly asked: ApprovalRequest[];
	readonly ends: string[];
} {
	const shown: string[] = [];
	const asked: ApprovalRequest[] = [];
	const ends: string[] = [];
	return {
		signal: new AbortController().signal,
		show: text => void shown.push(text),
		approve: async (request): Promise<Approval> => {
			asked.push(request);
			return { approved: true, ...(request.wanted !== undefined && { typed: request.wanted }) };
		},
		progress: () => undefined,
		ended: (_number, _all, step, outcome) => void ends.push(`${step.id} ${outcome}`),
		byHand: async () => true,
		...more,
		shown,
		asked,
		ends,
	};
}
