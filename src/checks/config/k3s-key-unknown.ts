import { configCheck } from '../../core/config-check.ts';
import { entriesOf, problemAt, renameFix } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { t } from '../../core/words.ts';

const s3 =
	'endpoint endpoint-ca skip-ssl-verify access-key secret-key session-token bucket bucket-lookup-type region folder proxy config-secret insecure timeout retention';
const snapshot = 'name schedule-cron retention dir compress reconcile-interval';
const known = [
	'cluster-init',
	'cluster-reset',
	'cluster-reset-restore-path',
	'cluster-cidr',
	'cluster-dns',
	'cluster-domain',
	'etcd-arg',
	'etcd-disable-snapshots',
	'etcd-expose-metrics',
	'etcd-extra-env',
	'etcd-extra-mount',
	'etcd-image',
	'etcd-s3',
	...s3.split(' ').map(name => `etcd-s3-${name}`),
	...snapshot.split(' ').map(name => `etcd-snapshot-${name}`),
];

/** K3s and RKE2 make a flag of every key, and stop at one that they do not know. */
export default configCheck({
	id: 'config/k3s-key-unknown',
	title: 'K3s and RKE2 do not know a setting about etcd',
	remedy: 'Correct the name; it is that of the flag, without dashes before it.',
	// Source: pkg/cli/cmds of K3s. Newer releases may know more: hence a warning.
	severity: 'warning',
	kinds: ['k3s'],
	*each(root) {
		const entries = entriesOf(root);
		for (const entry of entries) {
			const name = entry.key.replace(/\+$/, '');
			if (/^(?:etcd|cluster)-/.test(name) && !known.includes(name)) {
				const free = known.filter(each => !entries.some(({ key }) => key === each));
				const meant = nearest(name, free);
				const message =
					meant === undefined
						? t('K3s has no setting "{0}".', name)
						: t('K3s has no setting "{0}", but "{1}".', name, meant);
				const fix = meant === undefined ? undefined : renameFix(t('Rename to "{0}"', meant), entry, meant);
				yield problemAt(entry, message, { part: 'key', fix });
			}
		}
	},
});
