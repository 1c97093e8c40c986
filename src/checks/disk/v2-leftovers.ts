import { check } from '../../core/check.ts';
import { diskLabel, diskSubject } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** etcd 3.6 has no API of version 2 any more, and does not start while such keys are there. */
export default check({
	id: 'disk/v2-leftovers',
	title: 'Keys of etcd 2 are left',
	remedy: 'Migrate or delete them with an etcd up to 3.5 before you upgrade to 3.6.',
	// Source: etcd's log "detected disallowed custom content in v2store"
	severity: 'warning',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		const meant = disks.filter(({ snapFiles }) => snapFiles > 0);
		if (meant.length === 0) {
			yield { notApplicable: t('No snapshot file of the raft log is there, which would hold them.') };
		}
		for (const disk of meant) {
			const store = disk.snap?.v2;
			if (!store) {
				yield { unknown: t('{0}: the old store cannot be decoded.', diskLabel(disk)), missing: ['disks'] };
			} else if (store.keys > 0) {
				yield {
					message: t(
						'{0}: {1} keys of etcd 2 are left, such as {2}.',
						diskLabel(disk),
						store.keys,
						store.examples.join(', '),
					),
					subject: diskSubject(disk),
				};
			}
		}
	},
});
