import { check } from '../../core/check.ts';
import { installed } from '../../core/kubernetes-problem.ts';
import type { KubeObject } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** A snapshot can be restored with the token of its time alone. */
export default check({
	id: 'kubernetes/etcd-snapshot-token-differs',
	title: 'Snapshots were taken under different server tokens',
	remedy: 'Keep the former token as long as its snapshots.',
	severity: 'warning',
	needs: ['etcdSnapshotFiles'],
	params: {},
	*run({ etcdSnapshotFiles }) {
		const files = yield* installed(etcdSnapshotFiles, 'K3s/RKE2');
		const hashOf = ({ metadata }: KubeObject) =>
			Object.entries(metadata.annotations ?? {}).find(([key]) => key.endsWith('snapshot-token-hash'))?.[1];
		const hashes = new Set(files.map(hashOf).filter(hash => hash !== undefined));
		if (hashes.size > 1) {
			yield {
				message: t('Snapshots were taken under {0} different tokens.', hashes.size),
				subject: { kind: 'cluster' },
			};
		}
	},
});
