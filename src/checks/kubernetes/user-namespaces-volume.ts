import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { fieldOf, itemsOf, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Such a file system cannot be mounted with other user ids, so the pod does not start. */
export default check({
	id: 'kubernetes/user-namespaces-volume',
	title: 'A pod with a user namespace mounts a volume that cannot be mapped',
	remedy: 'Use a file system with idmapped mounts: ext4, xfs, btrfs or tmpfs.',
	severity: 'warning',
	needs: ['pods', 'persistentVolumeClaims', 'persistentVolumes'],
	params: {},
	*run({ pods, persistentVolumeClaims, persistentVolumes }) {
		const volumes = new Map(persistentVolumes.objects.map(volume => [volume.metadata.name, volume]));
		for (const pod of pods.objects.filter(each => fieldOf(each, 'spec', 'hostUsers') === false)) {
			const claims = new Set(
				itemsOf(pod, 'spec', 'volumes').map(volume => textOf(volume, 'persistentVolumeClaim', 'claimName')),
			);
			const bound = persistentVolumeClaims.objects
				.filter(({ metadata }) => metadata.namespace === pod.metadata.namespace && claims.has(metadata.name))
				.map(claim => volumes.get(textOf(claim, 'spec', 'volumeName') ?? ''));
			const isNfs =
				itemsOf(pod, 'spec', 'volumes').some(volume => fieldOf(volume, 'nfs') !== undefined) ||
				bound.some(volume => fieldOf(volume, 'spec', 'nfs') !== undefined);
			if (isNfs) {
				yield problemWith(pod, t('{0} wants a user namespace and mounts NFS.', called(pod)));
			}
		}
	},
});
