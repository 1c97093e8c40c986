import { etcdImage } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { answered, subjectOf } from '../../core/reply.ts';
import { versionGroupsOf, type VersionGroup } from '../../core/version-groups.ts';
import { t } from '../../core/words.ts';
import { knownBugsOf, type KnownBugsOf } from '../../schema/known-bugs.ts';

/** How many are told in words; the others are counted. */
const shown = 3;

/** Defects that ruin data or open the door are mended in patch releases, which change little else. */
export default check({
	id: 'etcd/version-with-known-bug',
	title: 'A version has known bugs',
	remedy: 'Update every member to the newest patch release of its line, one after another.',
	severity: 'warning',
	needs: ['statuses'],
	params: {},
	*run({ statuses }) {
		for (const group of versionGroupsOf(yield* answered(ofCluster(statuses, statuses), 'statuses'))) {
			const known = knownBugsOf(group.version);
			const [worst] = known.bugs;
			const [only, ...others] = group.replies;
			if (worst && only) {
				yield {
					message: messageOf(group, known),
					severity: worst.severity,
					subject: others.length === 0 ? subjectOf(only) : { kind: 'cluster' },
					anchor: etcdImage(others.length === 0 ? only : {}),
				};
			}
		}
	},
});

function messageOf({ text, names }: VersionGroup, known: KnownBugsOf): string {
	const told = known.bugs
		.slice(0, shown)
		.map(({ what }) => what())
		.join('; ');
	const more = known.bugs.length - shown;
	const problems = more > 0 ? t('{0}; and {1} more', told, more) : told;
	return `${t('etcd {0} ({1}) has known bugs: {2}.', text, names, problems)} ${cureOf(known)}`;
}

function cureOf({ patch, fixedIn }: KnownBugsOf): string {
	return patch && patch.version !== fixedIn
		? t('{0} has all but {1} of them mended, {2} all.', patch.version, patch.remaining, fixedIn)
		: t('{0} has all of them mended.', fixedIn);
}
