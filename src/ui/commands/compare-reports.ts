import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { chooseRun } from '../choose.ts';
import { comparisonUri, showPreview } from '../documents/show.ts';

/** What the latest run found that the one before did not, and the reverse. */
export default async function compareReports(app: App, cluster?: unknown): Promise<unknown> {
	const run = await chooseRun(app, cluster);
	if (!run) {
		return undefined;
	}
	if (!app.session.previous(run.source.key)) {
		throw new ExpectedError(
			t('There is only one report of {0} so far: diagnose it again to compare.', run.source.name),
		);
	}
	return showPreview(app, comparisonUri(run));
}
