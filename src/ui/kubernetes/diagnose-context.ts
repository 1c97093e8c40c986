import { ProgressLocation, window } from 'vscode';
import type { ContextEntry } from '../../app/kubernetes/contexts.ts';
import type { KubernetesOptions } from '../../app/kubernetes/diagnose.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { hostOf } from '../diagnose.ts';
import { chooseContext } from './choose-context.ts';
import { stateInWords } from './context-node.ts';
import { findWorkspaceManifests } from '../manifest-files.ts';
import { parseManifests } from '../manifests.ts';
import { etcdFilesOf, readKubernetesSettings, readRunSettings } from '../settings.ts';
import { unlessCancelled } from '../unless-cancelled.ts';
import { summaryInWords } from '../words-of.ts';
import { tellOf } from '../commands/diagnose-etcd.ts';

/** Diagnoses a cluster of a kubeconfig, and its etcd as far as the setting lets it climb. Gives the report. */
export async function diagnoseContext(app: App, cluster?: unknown): Promise<unknown> {
	const entry = await chooseContext(app, cluster);
	return entry && diagnoseEntry(app, entry, { route: readKubernetesSettings().route, ...filesFor(entry) });
}

function filesFor(entry: ContextEntry): Pick<KubernetesOptions, 'etcd'> {
	const etcd = etcdFilesOf(entry);
	return etcd ? { etcd } : {};
}

/** How far to climb towards etcd, and what etcd is entered with. */
type Climb = Pick<KubernetesOptions, 'route' | 'etcd' | 'makeCertificate'>;

export async function diagnoseEntry(app: App, entry: ContextEntry, climb: Climb): Promise<unknown> {
	const { name } = entry.context;
	const run = await app.session.run(entry.key, async () =>
		window.withProgress(
			{ location: ProgressLocation.Notification, title: t('Diagnosing {0}', name), cancellable: true },
			async (progress, token) => {
				const { timeoutMs, windowMs, checks: settings } = readRunSettings();
				const live = await app.kubernetes.cluster(entry);
				const manifests = await parseManifests(await findWorkspaceManifests(token));
				const options = { timeoutMs, windowMs, deep: false, settings, only: [], ...climb };
				const asking = live.diagnose(manifests.specs, options, hostOf(app, progress, token));
				const learned = await unlessCancelled(token, asking);
				if (token.isCancellationRequested) {
					app.log.info(`${name}: cancelled`);
					return undefined;
				}
				if (!learned) {
					const { state } = live;
					const why = 'reason' in state ? `: ${state.reason}` : '';
					app.log.warn(`${name}: ${stateInWords(state)}${why}`);
					void window.showWarningMessage(t('{0} was not diagnosed: {1}', name, `${stateInWords(state)}${why}`));
					return undefined;
				}
				const source = { key: entry.key, name, kind: 'kubernetes' as const, skipVerify: learned.skipVerify };
				return manifests.place(learned, source);
			},
		),
	);
	if (run) {
		app.log.info(`${name}: ${summaryInWords(run.report)}`);
		void tellOf(app, run);
	}
	return run?.report;
}
