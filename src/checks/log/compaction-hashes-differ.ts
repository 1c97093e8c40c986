import { check } from '../../core/check.ts';
import type { LogDigest } from '../../core/log-facts.ts';
import { t } from '../../core/words.ts';
import { readable } from '../log-check.ts';

/**
 * Since 3.5.9 each member logs a hash of its data with every compaction. At the same revision they must be equal: so the
 * logs alone show corruption, though nobody switched on a check for it.
 */
export default check({
	id: 'log/compaction-hashes-differ',
	title: 'Members logged different hashes of the same data',
	remedy: 'Compare the members with HashKV; replace the members of the minority one by one.',
	severity: 'error',
	needs: ['logs'],
	params: {},
	*run({ logs }) {
		const seen = yield* readable(logs);
		const telling = seen.filter(({ compactions }) => compactions.length > 0);
		if (telling.length < 2) {
			yield { notApplicable: t('It takes the logs of two members with compactions in them.') };
			return;
		}
		const first = new Map<number, { readonly log: LogDigest; readonly hash: string }>();
		let compared = 0;
		for (const log of telling) {
			for (const { revision, hash } of log.compactions) {
				const other = first.get(revision);
				compared += other ? 1 : 0;
				if (other && other.hash !== hash) {
					yield {
						message: t(
							'{0} and {1} have different hashes at revision {2}.',
							...[other.log.document, log.document, revision],
						),
						subject: { kind: 'file', document: log.document },
					};
				}
				first.set(revision, other ?? { log, hash });
			}
		}
		if (compared === 0) {
			yield { unknown: t('The logs have no compaction in common.'), missing: ['logs'] };
		}
	},
});
