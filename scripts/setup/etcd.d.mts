export type EtcdVersion = '3.4' | '3.5' | '3.6' | '3.7';

export interface EtcdBinaries {
	etcd: string;
	etcdctl: string;
	/** Came with 3.5. */
	etcdutl?: string;
	/** All three numbers. */
	version: string;
	source: 'QUORUM_ETCD_BINARIES' | 'PATH' | 'cache' | 'made';
}

export const etcdVersions: readonly EtcdVersion[];
export function ensureEtcd(version: EtcdVersion): Promise<EtcdBinaries>;
