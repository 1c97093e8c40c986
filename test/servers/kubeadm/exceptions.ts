/**
 * Errors that we show in files that kubeadm accepts: whoever reads the file next refuses it. Each with the run that proves
 * it; all others agree with kubeadm.
 */
export const beyondKubeadm: Readonly<Record<string, string>> = {
	'config/argument-name-malformed': 'kubeadm writes "----name=value", and etcd answers "flag provided but not defined"',
	'config/etcd-compaction-invalid': 'etcd ends with "unsupported compaction mode"',
	'config/etcd-discovery-conflict': 'etcd ends with "multiple discovery or bootstrap flags are set"',
	'config/etcd-external-incomplete':
		'without endpoints, which kubeadm 1.30 lets pass: the API server ends with "--etcd-servers must be specified"',
	'config/etcd-feature-gate-unknown': 'etcd ends with "unrecognized feature gate"',
	'config/etcd-flag-twice': 'etcd 3.6 ends with "cannot set both flags" for an old and a new name',
	'config/etcd-flag-unknown': 'etcd ends with "flag provided but not defined"',
	'config/etcd-image-too-old':
		'kubeadm 1.36 writes --feature-gates, and etcd 3.5 ends with "flag provided but not defined"',
	'config/etcd-listen-needs-address': 'etcd ends with "expected IP in URL for binding"',
	'config/etcd-timeouts': 'etcd ends with "should be at least as 5 times as --heartbeat-interval"',
	'config/etcd-tls-versions': 'etcd ends with "unexpected TLS version"',
	'config/etcd-value-invalid': 'etcd ends with "invalid value"',
};

/** Refusals for a reason that is not in the file: the network, or a Kubernetes that is older than this kubeadm. */
export const outside = /could not fetch|internet|Timeout|supports deploying|no such file or directory/;
