import { createHash } from 'node:crypto';

/**
 * The id of the cluster that `snapshot restore` begins with one member, as etcd counts it: a member's is the beginning of the
 * SHA-1 of its peer URL and the token, the cluster's that of the ids of its members. Source: etcd, membership/cluster.go.
 */
export function restoredId(peerUrl: string, token: string): string {
	const member = beginning(createHash('sha1').update(peerUrl).update(token).digest());
	return beginning(createHash('sha1').update(member).digest()).readBigUInt64BE().toString(16);
}

function beginning(digest: Buffer): Buffer {
	return digest.subarray(0, 8);
}
