import { window } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { diagnoseAndTell } from './diagnose-etcd.ts';

/** Hashes databases however large; reading all of one costs its member time, so it asks first. */
export default async function diagnoseEtcdDeeply(app: App, cluster?: unknown): Promise<unknown> {
	const go = t('Hash the databases');
	const chosen = await window.showWarningMessage(
		t('Compare the data of all members?'),
		{
			modal: true,
			detail: t(
				'Each member reads its whole database once, one member after another. On a large database this takes seconds and slows that member.',
			),
		},
		go,
	);
	return chosen === go ? diagnoseAndTell(app, cluster, true) : undefined;
}
