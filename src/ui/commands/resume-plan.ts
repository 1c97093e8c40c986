import { window } from 'vscode';
import type { PlanEnd } from '../../app/execute-plan.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { isFinished } from '../../operations/journal.ts';
import { clusterLabel } from '../../operations/plan.ts';
import type { App } from '../app.ts';

/** Lists the plans that did not come to their end, newest first, and goes on with one. */
export default async function resumePlan(app: App): Promise<PlanEnd | undefined> {
	const { allJournals } = await import('../../app/plans.ts');
	const open = (await allJournals()).filter(journal => !isFinished(journal)).reverse();
	if (open.length === 0) {
		throw new ExpectedError(t('Every plan came to its end.'));
	}
	const items = open.map(({ plan }) => ({
		label: plan.title,
		description: clusterLabel(plan.cluster),
		detail: plan.id,
		plan,
	}));
	const chosen = await window.showQuickPick(items, { placeHolder: t('Which plan?') });
	const saved = chosen && (await app.connections.find(chosen.plan.cluster.name));
	if (chosen && !saved) {
		throw new ExpectedError(t('There is no connection "{0}" any more.', clusterLabel(chosen.plan.cluster)));
	}
	const { resumeIn } = await import('../operations/run-plan.ts');
	return chosen && saved ? resumeIn(app, saved, chosen.plan) : undefined;
}
