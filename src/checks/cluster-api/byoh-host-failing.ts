import { check } from '../../core/check.ts';
import { byohObjects, failing, reasonWords } from '../../core/cluster-api-checks.ts';
import type { Severity } from '../../core/finding.ts';
import { recentEvents } from '../../core/kubernetes-events.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** By type and reason; the controller calls most of these mere information. */
const failures: readonly (readonly [type: string, reason: RegExp, severity: Severity])[] = [
	['K8sComponentsInstallationSucceeded', /Failed/, 'error'],
	['K8sNodeBootstrapSucceeded', /CloudInitExecutionFailed/, 'error'],
	['K8sNodeBootstrapSucceeded', /CleanK8sDirectoriesFailed/, 'warning'],
	['K8sComponentsInstallationSucceeded', /SecretUnavailable|SecretNotAvailable/, 'warning'],
	['K8sNodeBootstrapSucceeded', /SecretUnavailable|SecretNotAvailable/, 'warning'],
	['BYOHostReady', /SecretNotAvailable|WaitingForBootstrapDataSecret/, 'warning'],
];

const events: Readonly<Record<string, Severity>> = {
	InstallScriptExecutionFailed: 'error',
	BootstrapK8sNodeFailed: 'error',
	ResetK8sNodeFailed: 'warning',
	UninstallScriptExecutionFailed: 'warning',
};

/** The agent on the host tried and failed; its log is there and nowhere else. */
export default check({
	id: 'cluster-api/byoh-host-failing',
	title: 'A host of BYOH could not be installed, joined or cleaned up',
	remedy:
		'Read the agent’s log on the host; it wants socat, ethtool, conntrack and ebtables, and an empty /run/kubeadm.',
	severity: 'error',
	needs: ['byoHosts', 'byoMachines', 'kubeEvents', 'now'],
	params: {},
	// Source: BYOH, conditions and events of its controllers
	*run({ byoHosts, byoMachines, kubeEvents, now }) {
		const recent = recentEvents(kubeEvents.objects, now, 3_600_000);
		for (const object of [...(yield* byohObjects(byoHosts)), ...byoMachines.objects]) {
			const found = failures.flatMap(([type, reason, severity]) => {
				const condition = failing(object, type);
				return condition && reason.test(condition.reason) ? [{ condition, severity }] : [];
			});
			const event = recent.find(each => each.object.uid === object.metadata.uid && Object.hasOwn(events, each.reason));
			const [first] = found;
			if (first) {
				yield problemWith(
					object,
					t('{0}: {1} is false, {2}', called(object), first.condition.type, reasonWords(first.condition)),
					{ severity: first.severity },
				);
			} else if (event) {
				yield problemWith(object, t('{0}: {1}, {2}', called(object), event.reason, plain(event.message, 300)), {
					severity: events[event.reason] ?? 'warning',
				});
			}
		}
	},
});
