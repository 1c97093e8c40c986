import { ensureEtcd, type EtcdBinaries, type EtcdVersion } from '../../scripts/setup/etcd.mjs';

export type { EtcdBinaries, EtcdVersion };

const found = new Map<EtcdVersion, Promise<EtcdBinaries>>();

/** The etcd of that minor version; what the set-up did not get yet is got now, once for this process. */
export function etcdBinaries(version: EtcdVersion): Promise<EtcdBinaries> {
	const binaries = found.get(version) ?? ensureEtcd(version);
	found.set(version, binaries);
	return binaries;
}
