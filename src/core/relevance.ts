const telling = [
	// Programs, and the groups of their configurations.
	'etcd|kube-(?:apiserver|controller-manager|scheduler)',
	'(?:kubeadm|kubelet\\.config|kubeproxy\\.config|apiserver\\.config)\\.k8s\\.io\\/|(?:kind|cluster)\\.x-k8s\\.io\\/',
	`kind["']?: *["']?(?:Init|Cluster|Join|Reset|Upgrade)Configuration|EncryptionConfig`,
	'kind: (?:PodDisruptionBudget|(?:Validating|Mutating)WebhookConfiguration)',
	// Keys of files that name no kind.
	'listen-(?:client|peer)-urls|initial-cluster|quota-backend-bytes',
	'write-kubeconfig|kubelet-arg|cluster-(?:init|reset)|datastore-endpoint|backedup_?manifest|private_?key',
	// Pods with users or devices of their own.
	'hostUsers|resourceClaims|podFailurePolicy|(?:nvidia|amd|intel|google)\\.com\\/',
	'quorum-ignore',
];

const pattern = new RegExp(telling.join('|'), 'i');

/** Whether a text is worth the parsing: folders are full of other YAML. What it really is, its content decides later. */
export function isRelevant(text: string): boolean {
	return pattern.test(text);
}

/** A unit of systemd, as a whole file. */
export function isUnit(text: string): boolean {
	return /^\[Service\][ \t]*$/m.test(text);
}

/** Variables of etcd, as a whole file. */
export function isEnvironment(text: string): boolean {
	return /^(?:export[ \t]+)?ETCD_[A-Z0-9_]+=/m.test(text);
}
