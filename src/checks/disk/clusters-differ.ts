import { check } from '../../core/check.ts';
import { compareDisks } from '../../core/disk-comparison.ts';
import { diskLabel, diskSubject, severalOf } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** Two clusters have nothing to tell each other: their indexes count different logs. */
export default check({
	id: 'disk/clusters-differ',
	title: 'The files are of different clusters',
	remedy: 'Recover from files of one cluster alone; one of another was restored or bootstrapped with another token.',
	severity: 'error',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		const several = yield* severalOf(disks);
		const { clusterId } = compareDisks(several);
		for (const disk of several) {
			if (disk.clusterId === undefined) {
				yield { unknown: t('{0} does not tell its cluster.', diskLabel(disk)), missing: ['disks'] };
			} else if (disk.clusterId !== clusterId) {
				yield {
					message: t('{0} is of the cluster {1}, others of {2}.', diskLabel(disk), disk.clusterId, clusterId ?? ''),
					subject: diskSubject(disk),
				};
			}
		}
	},
});
