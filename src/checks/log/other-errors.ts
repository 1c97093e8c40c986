import { check } from '../../core/check.ts';
import { t } from '../../core/words.ts';
import { groupInWords, readable } from '../log-check.ts';

const mostGroups = 10;

/** What etcd calls an error is one, even where this program has no words for it. */
export default check({
	id: 'log/other-errors',
	title: 'Other errors were logged',
	remedy: 'Read the lines themselves; search etcd’s issues for the text.',
	severity: 'warning',
	needs: ['logs'],
	params: {},
	*run({ logs }) {
		for (const log of yield* readable(logs)) {
			const subject = { kind: 'file', document: log.document } as const;
			for (const group of log.otherErrors.slice(0, mostGroups)) {
				yield { message: groupInWords(log, group), subject };
			}
			if (log.otherErrors.length > mostGroups) {
				yield {
					message: t('{0}: {1} more kinds of errors.', log.document, log.otherErrors.length - mostGroups),
					subject,
				};
			}
		}
	},
});
