import { check } from '../../core/check.ts';
import { diskLabel, diskSubject, withDatabase } from '../../core/disks.ts';
import { t } from '../../core/words.ts';

/** Alarms are kept in the database: a cluster restored from it refuses writes from its first second. */
export default check({
	id: 'disk/alarm-stored',
	title: 'An alarm is stored in the database',
	remedy:
		'NOSPACE: compact, defragment and disarm after the start. CORRUPT: find the corrupt member by its hash before you recover.',
	severity: 'warning',
	needs: ['disks'],
	params: {},
	*run({ disks }) {
		for (const disk of yield* withDatabase(disks)) {
			for (const { memberId, alarm } of disk.database.alarms) {
				yield {
					message: t('{0}: the alarm {1} is raised for the member {2}.', diskLabel(disk), alarm, memberId),
					subject: diskSubject(disk),
					...(alarm === 'CORRUPT' && { severity: 'error' }),
				};
			}
		}
	},
});
