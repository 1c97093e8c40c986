import { window } from 'vscode';
import type { ContextEntry } from '../../app/kubernetes/contexts.ts';
import { ExpectedError } from '../../core/errors.ts';
import { madeCertificate } from '../../core/made-certificate.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { chooseContext } from './choose-context.ts';
import { diagnoseEntry } from './diagnose-context.ts';

/** Asks each time: what is used is the key that opens this etcd for as long as it lives. */
export async function diagnoseWithMadeCertificate(app: App, cluster?: unknown): Promise<unknown> {
	const entry = await chooseContext(app, cluster);
	if (!entry) {
		return undefined;
	}
	if (!entry.workload) {
		throw new ExpectedError(t('A certificate can be made only for a workload cluster of Cluster API.'));
	}
	return (await isApproved(entry, entry.workload))
		? diagnoseEntry(app, entry, { route: 'direct', makeCertificate: true })
		: undefined;
}

async function isApproved(
	{ context }: ContextEntry,
	{ manager, cluster }: NonNullable<ContextEntry['workload']>,
): Promise<boolean> {
	const { secret, minutes, commonName } = madeCertificate(cluster.name);
	const make = t('Make certificate and diagnose');
	const question = t('Make a client certificate for the etcd of {0}?', context.name);
	const detail = [
		t(
			'Quorum reads the key of the etcd authority from the secret {0} in {1}.',
			`${cluster.namespace}/${secret}`,
			manager.context.name,
		),
		t(
			'With it, it makes in memory one client certificate, "{0}", which is valid for {1} minutes, and asks etcd over port-forwards to its pods.',
			`CN=${commonName}`,
			minutes,
		),
		t('Nothing of it is written or logged. Nothing in the cluster is changed.'),
	].join('\n\n');
	return (await window.showWarningMessage(question, { modal: true, detail }, make)) === make;
}
