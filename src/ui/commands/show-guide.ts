import { window, type Uri } from 'vscode';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { documentUri } from '../documents/virtual-documents.ts';
import { showPreview } from '../documents/show.ts';

/** What to type where something else governs etcd, with the reasons. Asks no cluster. */
export default async function showGuide(app: App): Promise<Uri | undefined> {
	const { distributions, guidance } = await import('../../operations/maintenance/distributions.ts');
	const names = { k3s: 'K3s', rke2: 'RKE2', 'cluster-api': 'Cluster API' };
	const items = distributions.map(distribution => ({ label: names[distribution], distribution }));
	const chosen = await window.showQuickPick(items, { placeHolder: t('What governs etcd there?') });
	if (!chosen) {
		return undefined;
	}
	app.documents.register('guide', async key => {
		const distribution = distributions.find(each => each === key);
		return distribution && guidance(distribution);
	});
	return showPreview(app, documentUri('guide', `${chosen.label}.md`, chosen.distribution));
}
