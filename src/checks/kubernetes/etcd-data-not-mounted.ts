import { check } from '../../core/check.ts';
import { flagsOf } from '../../core/kubernetes-pods.ts';
import { called, flagAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { fieldOf, itemsOf, textOf } from '../../core/kubernetes.ts';
import { podsWithFlags } from '../../core/seen-pods.ts';
import { t } from '../../core/words.ts';

/** Data that lie in the container are gone with it. */
export default check({
	id: 'kubernetes/etcd-data-not-mounted',
	title: 'The data of etcd are not on a volume',
	remedy: 'Mount the data directory from the host.',
	severity: 'error',
	needs: ['pods'],
	params: {},
	*run({ pods }) {
		for (const pod of yield* podsWithFlags(pods.objects, 'etcd')) {
			const directory = flagsOf(pod)['data-dir'];
			const mounts = itemsOf(pod, 'spec', 'containers', 0, 'volumeMounts');
			const mount = mounts.find(each => isBelow(directory ?? '', textOf(each, 'mountPath') ?? ''));
			const volume = itemsOf(pod, 'spec', 'volumes').find(each => textOf(each, 'name') === textOf(mount, 'name'));
			if (directory !== undefined && (volume === undefined || fieldOf(volume, 'emptyDir') !== undefined)) {
				yield problemWith(
					pod,
					t('{0} keeps its data in {1}, which no volume of the host holds.', called(pod), directory),
					{
						anchor: flagAnchor('etcd', 'data-dir'),
					},
				);
			}
		}
	},
});

function isBelow(path: string, folder: string): boolean {
	return folder !== '' && `${path}/`.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
