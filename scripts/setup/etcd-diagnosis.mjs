import { isExecutable, which } from './paths.mjs';

/** The reference tool that the benchmark compares with. No registry carries it, so it is named or on the PATH. */
export function ensureEtcdDiagnosis() {
	const named = process.env.QUORUM_ETCD_DIAGNOSIS;
	if (named && !isExecutable(named)) throw new Error(`QUORUM_ETCD_DIAGNOSIS names ${named}, which cannot be run.`);
	const found = named || which('etcd-diagnosis');
	if (!found) {
		throw new Error(
			'The benchmark compares with etcd-diagnosis. Build it from its repository (github.com/vmware/etcd-diagnosis ' +
				'or github.com/ahrtr/etcd-diagnosis) with Go and have it on the PATH, or name it in QUORUM_ETCD_DIAGNOSIS.',
		);
	}
	return found;
}
