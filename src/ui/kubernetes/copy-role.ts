import { env, window } from 'vscode';
import { ExpectedError } from '../../core/errors.ts';
import type { FactName } from '../../core/facts.ts';
import { roleFor } from '../../core/minimal-role.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { chooseRun } from '../choose.ts';
import type { SessionRun } from '../session.ts';

/** What a row of the tree says of a run that was refused something. */
export interface RefusedRow {
	readonly refusedRun: SessionRun;
	/** Only these; all of the run where it is not told. */
	readonly missing?: readonly FactName[];
}

/** Puts the least role for a row of the tree, or for the run that is meant, where it can be pasted. */
export async function copyRole(app: App, target?: unknown): Promise<string | undefined> {
	const row = isRow(target) ? target : undefined;
	const run = row?.refusedRun ?? (await chooseRun(app, target));
	if (!run) {
		return undefined;
	}
	const { refused } = run.report;
	if (refused === undefined) {
		throw new ExpectedError(t('The API server refused nothing in this run.'));
	}
	const role = roleFor(refused, row?.missing);
	await env.clipboard.writeText(role);
	void window.showInformationMessage(
		t('The role was copied. Give it to whoever grants roles in {0}.', run.source.name),
	);
	return role;
}

/** Told by what it has: the classes of rows are loaded with the first one. */
function isRow(target: unknown): target is RefusedRow {
	return typeof target === 'object' && target !== null && 'refusedRun' in target && target.refusedRun !== undefined;
}
