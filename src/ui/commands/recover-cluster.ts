import type { PlanEnd } from '../../app/execute-plan.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { secretsFor } from '../ask-secrets.ts';
import { chooseConnection } from '../choose.ts';

/**
 * Recovery, question by question: which hosts, which way, which connection speaks to its etcd; then the plan, through the
 * door. Whoever goes away at any question has changed nothing.
 */
export default async function recoverCluster(app: App, arg?: unknown): Promise<PlanEnd | undefined> {
	const { chooseHostsFile, chooseSnapshot, chooseWay, hostsFileOf, showSurvey, surveyHosts } =
		await import('../operations/recovery.ts');
	const file = hostsFileOf(arg) ?? (await chooseHostsFile());
	if (file === undefined) {
		return undefined;
	}
	const { planOf, readHosts } = await import('../../app/recover/recover.ts');
	const hosts = await readHosts(file);
	const seen = await surveyHosts(hosts);
	if (!seen) {
		return undefined;
	}
	await showSurvey(app, seen);
	const way = await chooseWay(seen);
	const snapshot = way?.kind === 'restore-snapshot' ? await chooseSnapshot(seen) : undefined;
	if (way?.kind === 'restore-snapshot' && snapshot === undefined) {
		return undefined;
	}
	const saved = way && (await chooseConnection(app, undefined));
	const secrets = saved && (await secretsFor(app, saved));
	if (!way || !saved || !secrets) {
		return undefined;
	}
	app.log.info(t('Recovery: {0}', way.kind));
	const { runPlan } = await import('../operations/run-plan.ts');
	const choice = { kind: way.kind, name: saved.connection.name, ...(snapshot !== undefined && { snapshot }) };
	return runPlan(app, saved, secrets, await planOf(seen, choice, new AbortController().signal), hosts.secrets);
}
