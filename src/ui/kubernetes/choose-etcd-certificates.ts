import { window } from 'vscode';
import type { EtcdFiles } from '../../core/connection.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { browseFile } from '../connection/browse-file.ts';
import { askText, isLeft } from '../connection/steps.ts';
import { takeSteps, type Step } from '../connection/take-steps.ts';
import { etcdFilesOf, rememberEtcdFiles } from '../settings.ts';
import { chooseContext } from './choose-context.ts';

type Draft = Record<keyof EtcdFiles, string>;

/**
 * Asks for the authority, the certificate and its key, and remembers where they lie, never what is in them. The route
 * `direct` enters etcd with them. An empty certificate forgets them.
 */
export async function chooseEtcdCertificates(app: App, cluster?: unknown): Promise<EtcdFiles | undefined> {
	const entry = await chooseContext(app, cluster);
	if (!entry) {
		return undefined;
	}
	const known = etcdFilesOf(entry);
	const draft = { caFile: '', certFile: '', keyFile: '', ...known };
	const chosen = await takeSteps(t('Certificates of the etcd of {0}', entry.context.name), steps, draft);
	if (chosen === undefined) {
		return known;
	}
	const files = chosen.certFile === forgotten ? undefined : chosen;
	await rememberEtcdFiles(entry, files);
	const { name } = entry.context;
	const told =
		files === undefined
			? t('No certificates are known for the etcd of {0} any more.', name)
			: t('On the route "direct" (setting quorum.route), the etcd of {0} is entered with these files.', name);
	app.log.info(told);
	void window.showInformationMessage(told);
	return files;
}

/** No path: whoever empties the first question is asked no other. */
const forgotten = '-';

const steps: readonly Step<Draft>[] = [
	step('certFile', () => t('Client certificate of etcd, a PEM file; empty forgets what was chosen')),
	step('keyFile', () => t('Key of the client certificate')),
	step('caFile', () => t('Authority that signed the certificates of the etcd servers, such as etcd/ca.crt')),
];

function step(field: keyof Draft, prompt: () => string): Step<Draft> {
	return {
		applies: draft => field === 'certFile' || draft.certFile !== forgotten,
		ask: async (draft, place) => {
			const answer = await askText(place, { prompt: prompt(), value: draft[field], browse: browseFile });
			const isForgotten = field === 'certFile' && answer === '';
			return isLeft(answer) ? answer : { ...draft, [field]: isForgotten ? forgotten : answer };
		},
	};
}
