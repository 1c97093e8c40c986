import type { Version } from '../core/version.ts';

/** The newest release that this program knows. */
export const newestKubernetes: Version = { major: 1, minor: 36, patch: 0 };

/** kubeadm's API versions by the minor version of Kubernetes 1.x: read from, warned about from, refused from. */
export const kubeadmApis: Readonly<
	Record<string, { readonly since: number; readonly deprecated?: number; readonly refused?: number }>
> = {
	'kubeadm.k8s.io/v1alpha1': { since: 6, deprecated: 11, refused: 12 },
	'kubeadm.k8s.io/v1alpha2': { since: 11, deprecated: 12, refused: 13 },
	'kubeadm.k8s.io/v1alpha3': { since: 12, deprecated: 13, refused: 15 },
	'kubeadm.k8s.io/v1beta1': { since: 13, deprecated: 17, refused: 22 },
	'kubeadm.k8s.io/v1beta2': { since: 15, deprecated: 24, refused: 27 },
	'kubeadm.k8s.io/v1beta3': { since: 22, deprecated: 31, refused: 37 },
	'kubeadm.k8s.io/v1beta4': { since: 31 },
};

/** The etcd that kubeadm of Kubernetes 1.x runs, by minor version. Patch releases may bring a newer patch of etcd. */
const etcdOf: Readonly<Record<number, string>> = {
	13: '3.2.24-0',
	14: '3.3.10-0',
	15: '3.3.10-0',
	16: '3.3.15-0',
	17: '3.4.3-0',
	18: '3.4.3-0',
	19: '3.4.13-0',
	20: '3.4.13-0',
	21: '3.4.13-0',
	22: '3.5.6-0',
	23: '3.5.6-0',
	24: '3.5.6-0',
	25: '3.5.9-0',
	26: '3.5.10-0',
	27: '3.5.12-0',
	28: '3.5.15-0',
	29: '3.5.16-0',
	30: '3.5.15-0',
	31: '3.5.24-0',
	32: '3.5.24-0',
	33: '3.5.24-0',
	34: '3.6.5-0',
	35: '3.6.6-0',
	36: '3.6.8-0',
	37: '3.7.0-0',
};

/** The newest tag of etcd's image that kubeadm of a Kubernetes version chooses itself. */
export function etcdTagFor({ major, minor }: Version): string | undefined {
	return major === 1 ? etcdOf[minor] : undefined;
}

/** Fields that came within v1beta4: the minor version of Kubernetes 1.x that first knows them. */
export const laterFields: readonly {
	readonly kind: string;
	readonly path: readonly string[];
	readonly value?: string;
	readonly since: number;
}[] = [
	{ kind: 'ClusterConfiguration', path: ['encryptionAlgorithm'], value: 'ECDSA-P384', since: 34 },
	{ kind: 'ClusterConfiguration', path: ['etcd', 'external', 'httpEndpoints'], since: 35 },
	{ kind: 'UpgradeConfiguration', path: ['plan', 'etcdUpgrade'], since: 33 },
];

/**
 * Feature gates of kubeadm: known from and up to but not including a minor version of Kubernetes 1.x. Read from
 * `cmd/kubeadm/app/features` of 1.16 to 1.36; what is older from changelogs.
 */
export const kubeadmGates: Readonly<Record<string, readonly [since: number, until?: number]>> = {
	CoreDNS: [9, 18],
	DynamicKubeletConfig: [9, 16],
	IPv6DualStack: [16, 24],
	PublicKeysECDSA: [18, 37],
	RootlessControlPlane: [22],
	UnversionedKubeletConfigMap: [23, 26],
	EtcdLearnerMode: [27, 33],
	UpgradeAddonsBeforeControlPlane: [28, 31],
	WaitForAllControlPlaneComponents: [30, 35],
	ControlPlaneKubeletLocalMode: [31, 36],
	NodeLocalCRISocket: [32],
};
