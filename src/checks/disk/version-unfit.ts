import { check } from '../../core/check.ts';
import type { StoredDatabase } from '../../core/disk-facts.ts';
import { diskLabel, diskSubject, withDatabase } from '../../core/disks.ts';
import { compareVersions, minorOf, parseVersion, type Version } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/** etcd refuses data that a newer version wrote, and one that is two minor versions ahead was never tried on them. */
export default check({
	id: 'disk/version-unfit',
	title: 'The etcd that is to be started does not fit the data',
	remedy: 'Start the version that wrote them; go up one minor version at a time, and down by the procedure alone.',
	// Source: etcd's log "invalid downgrade; server version is lower than determined cluster version"
	severity: 'error',
	needs: ['disks', 'targets'],
	params: {},
	*run({ disks, targets }) {
		const wanted = parseVersion(targets.etcd ?? '');
		const seen = yield* withDatabase(disks);
		if (!wanted) {
			yield { notApplicable: t('Which etcd is to be started was not said: --etcd-version does.') };
			return;
		}
		for (const disk of seen) {
			const stored = newestOf(disk.database);
			if (!stored) {
				yield { unknown: t('{0} does not tell its version.', diskLabel(disk)), missing: ['disks'] };
			} else if (!isFit(wanted, stored, disk.database)) {
				yield {
					message: t(
						'{0}: the data are of etcd {1}; etcd {2} does not start from them.',
						...[diskLabel(disk), minorOf(stored), minorOf(wanted)],
					),
					subject: diskSubject(disk),
				};
			}
		}
	},
});

function newestOf({ storageVersion = '', clusterVersion = '' }: StoredDatabase): Version | undefined {
	return [parseVersion(storageVersion), parseVersion(clusterVersion)]
		.filter(version => version !== undefined)
		.sort(compareVersions)
		.at(-1);
}

function isFit(wanted: Version, stored: Version, { storageVersion, downgradeTarget }: StoredDatabase): boolean {
	const steps = (wanted.major - stored.major) * 100 + wanted.minor - stored.minor;
	const lowered = parseVersion(downgradeTarget ?? '');
	const isPrepared = lowered !== undefined && minorOf(lowered) === minorOf(wanted);
	const isLowered = parseVersion(storageVersion ?? '')?.minor === wanted.minor;
	return steps === 0 || steps === 1 || (steps === -1 && isPrepared && isLowered);
}
