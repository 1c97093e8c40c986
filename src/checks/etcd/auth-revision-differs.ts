import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { compared } from '../../core/cluster.ts';
import { t } from '../../core/words.ts';

/** Members with different users and roles let in, or refuse, different people; requests fail with "revision of auth store is old". */
export default check({
	id: 'etcd/auth-revision-differs',
	title: 'Members know different users and roles',
	remedy: 'Restart a member that lags; if the difference stays, replace it.',
	severity: 'error',
	needs: ['authentication', 'statuses', 'memberLists'],
	params: {},
	*run({ authentication, ...about }) {
		const told = yield* compared(authentication, 'authentication', about);
		const states = Map.groupBy(told, ({ answer }) => `${answer.authRevision} ${answer.enabled}`);
		if (states.size > 1) {
			const each = [...states.values()].flatMap(([first, ...others]) =>
				first
					? [
							sentenceOf(
								[first, ...others].map(reply => reply.memberName ?? reply.endpoint),
								first.answer,
							),
						]
					: [],
			);
			yield {
				message: t('The state of authentication differs: {0}.', each.join('; ')),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['auth-token', 'data-dir']),
			};
		}
	},
});

function sentenceOf(
	names: readonly string[],
	{ enabled, authRevision }: { enabled: boolean; authRevision: number },
): string {
	return enabled
		? t('{0}: on, revision {1}', names.join(', '), authRevision)
		: t('{0}: off, revision {1}', names.join(', '), authRevision);
}
