import { window } from 'vscode';
import type { PlanEnd } from '../../app/execute-plan.ts';
import { t } from '../../core/words.ts';
import { labelOf } from '../../operations/cluster-state.ts';
import type { App } from '../app.ts';
import { chooseConnection } from '../choose.ts';

/** Of the member that a tree node stands for, or that the user picks: asks what to do, and goes through the door. */
export default async function operateMember(app: App, node?: unknown): Promise<PlanEnd | undefined> {
	const saved = await chooseConnection(app, node);
	const { lookAt, runPlan } = await import('../operations/run-plan.ts');
	const seen = saved && (await lookAt(app, saved));
	if (!saved || !seen) {
		return undefined;
	}
	// Any value has properties or none.
	const { memberId } = Object(node) as { readonly memberId?: unknown };
	const items = seen.state.members.map(member => ({ label: labelOf(member), detail: member.endpoint ?? '', member }));
	const known = items.find(({ member }) => member.id === memberId);
	const chosen = known ?? (await window.showQuickPick(items, { placeHolder: t('Which member?') }));
	const { memberOperations } = await import('../operations/member-operations.ts');
	const placeHolder = chosen && t('What to do to {0}? A plan is shown first.', chosen.label);
	const operation =
		chosen && (await window.showQuickPick(memberOperations(chosen.member.id), { ...(placeHolder && { placeHolder }) }));
	const plan = await operation?.plan(seen.state, saved);
	return plan && runPlan(app, saved, seen.secrets, plan);
}
