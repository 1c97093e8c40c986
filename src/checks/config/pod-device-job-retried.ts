import { configCheck } from '../../core/config-check.ts';
import { entriesOf, fieldAt, isSet, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { containersIn, isDevice, podSpecOf } from '../../schema/pod-specs.ts';

/** A job that fails for a broken device fails again on it, until its attempts are used up. */
export default configCheck({
	id: 'config/pod-device-job-retried',
	title: 'A job with devices does not tell one failure from another',
	remedy: 'Set podFailurePolicy with a rule for exit codes and one for DisruptionTarget, and restartPolicy: Never.',
	// Source: the documentation of Kubernetes, "Handling retriable and non-retriable pod failures".
	severity: 'info',
	kinds: ['pod'],
	*each(root) {
		const job = fieldAt(root, 'spec', 'jobTemplate', 'spec') ?? fieldAt(root, 'spec');
		const kind = scalarOf(fieldAt(root, 'kind'))?.text;
		const spec = podSpecOf(root);
		if (!job || !spec || !/^(?:Job|CronJob)$/.test(kind ?? '')) {
			return;
		}
		const policy = fieldAt(job, 'podFailurePolicy');
		const restart = scalarOf(fieldAt(spec, 'restartPolicy'));
		const hasDevices = containersIn(spec).some(container => {
			const limits = fieldAt(container, 'resources', 'limits');
			return limits && entriesOf(limits).some(({ key }) => isDevice(key));
		});
		if (policy && isSet(policy) && restart && restart.text !== 'Never') {
			yield problemAt(restart, t('"podFailurePolicy" needs restartPolicy Never: the API refuses both together.'), {
				severity: 'error',
			});
		} else if (!policy && (hasDevices || isSet(fieldAt(spec, 'resourceClaims')))) {
			yield problemAt(spec, t("Every failure is tried again, a broken device's too."), { part: 'key' });
		}
	},
});
