import { check } from '../../core/check.ts';
import { endWords } from '../../core/kubernetes-endings.ts';
import { containerStatusesOf } from '../../core/kubernetes-pods.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { perWorkload, type Sight, workloadPods } from '../../core/kubernetes-workloads.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';

/** In words that say what to do, by what the kubelet gives as reason. */
const hints: Readonly<Record<string, () => string>> = {
	CrashLoopBackOff: () => t('it crashes over and over'),
	ImagePullBackOff: () => t('its image cannot be pulled'),
	ErrImagePull: () => t('its image cannot be pulled'),
	ErrImageNeverPull: () => t('its image is not on the node, and it must not be pulled'),
	InvalidImageName: () => t('the name of its image is not valid'),
	ImageInspectError: () => t('its image cannot be read'),
	RegistryUnavailable: () => t('the registry does not answer'),
	CreateContainerConfigError: () => t('something its configuration names is not there'),
	CreateContainerError: () => t('it cannot be made'),
	RunContainerError: () => t('it cannot be started'),
	PreCreateHookError: () => t('its hook before creation fails'),
	PreStartHookError: () => t('its hook before the start fails'),
	PostStartHookError: () => t('its hook after the start fails'),
};

/** It does not run, and will not by itself. */
export default check({
	id: 'kubernetes/container-waiting',
	title: 'A container does not start',
	remedy:
		'Mend what the reason names: the image and its registry, a missing ConfigMap or Secret, or what its last log says.',
	severity: 'error',
	needs: ['pods'],
	params: {},
	*run({ pods }) {
		const sights = workloadPods(pods.objects).flatMap(pod =>
			containerStatusesOf(pod).flatMap(({ name, waiting, ended }): Sight[] => {
				const hint = waiting && (Object.hasOwn(hints, waiting.reason) ? hints[waiting.reason] : undefined);
				if (waiting === undefined || hint === undefined) {
					return [];
				}
				const how = waiting.reason === 'CrashLoopBackOff' ? endWords(ended) : plain(waiting.message, 200);
				return [
					{
						pod,
						key: `${name}|${waiting.reason}`,
						detail: t('container {0} waits, {1} ({2}): {3}', name, hint(), waiting.reason, how),
					},
				];
			}),
		);
		for (const { workload, label, detail } of perWorkload(sights)) {
			yield { message: t('{0}: {1}', label, detail), subject: subjectOfObject(workload) };
		}
	},
});
