import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, withDatabase } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** A learner has no vote, and a new cluster cannot be forced from its files; before 3.5.25 and 3.6.6 one survives that. */
export default check({
	id: 'disk/learner-left',
	title: 'A member is a learner still',
	remedy: 'Promote or remove it when the cluster is up; recover from the files of a voter.',
	severity: 'info',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		for (const disk of yield* withDatabase(disks)) {
			for (const { id, name } of disk.database.members.filter(({ isLearner }) => isLearner)) {
				const isOwn = id === disk.memberId;
				yield {
					message: isOwn
						? t('{0} is of a learner, {1}.', diskLabel(disk), id)
						: t('{0}: {1} is a learner.', diskLabel(disk), name === '' ? id : `${name} (${id})`),
					subject: diskSubject(disk),
					...(isOwn && { severity: 'warning' }),
				};
			}
		}
	},
});
