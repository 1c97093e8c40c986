/** Lines below a kind, written by hand: each is a file of its own. `V` is the version of Kubernetes, `A` of the API. */
const cluster = `
clusterName: ""
certificatesDir: pki
certificatesDir: /etc/kubernetes/pki/
imageRepository: https://registry.example.org
imageRepository: registry.example.org:5000/a/b
imageRepository: Registry/UPPER
controlPlaneEndpoint: lb.example.org
controlPlaneEndpoint: https://lb.example.org:6443
controlPlaneEndpoint: lb.example.org:6443/path
controlPlaneEndpoint: "10.0.0.1:70000"
controlPlaneEndpoint: LB.Example.org:6443
controlPlaneEndpoint: lb_1.example.org:6443
controlPlaneEndpoint: "[fd00::1]:6443"
controlPlaneEndpoint: "fd00::1"
controlPlaneEndpoint: ":6443"
controlPlaneEndpoint: "lb:"
networking: {dnsDomain: Cluster.Local}
networking: {dnsDomain: cluster_local}
networking: {dnsDomain: ""}
networking: {serviceSubnet: 10.96.0.0/12}
networking: {serviceSubnet: 10.96.0.0/11}
networking: {serviceSubnet: 10.96.0.0/29}
networking: {serviceSubnet: 10.96.0.0/28}
networking: {serviceSubnet: "10.96.0.0/16,fd00::/112"}
networking: {serviceSubnet: "10.96.0.0/16, fd00::/112"}
networking: {serviceSubnet: "10.96.0.0/16,10.97.0.0/16"}
networking: {serviceSubnet: "fd00::/64"}
networking: {serviceSubnet: "fd00::/108"}
networking: {podSubnet: 10.244.0.0/16}
networking: {podSubnet: 10.244.0.0/25}
networking: {podSubnet: 10.0.0.0/7}
networking: {podSubnet: "fd00::/48"}
networking: {podSubnet: "fd00::/40"}
networking: {podSubnet: "10.244.0.0/16,fd00::/56"}
networking: {podSubnet: 10.244.0.1/16}
networking: {podSubnet: 10.244.0.0}
networking: {podSubnet: 10.0.0.0/08}
networking: {dnsDomain: 1e400}
networking: {dnsDomain: !!int "5"}
networking: {dnsDomain: !!null ""}
networking: {<<: {podSubnet: 10.244.0.0/16}}
networking: {<<: {podSubnet: 10.244.0.0/16}, podSubnet: 10.245.0.0/16}
clusterName: "a\u0007b"
kubernetesVersion: V.x
kubernetesVersion: V.0.2
kubernetesVersion: V.0-
kubernetesVersion: V.0-rc.1+build.5
etcd: {external: {endpoints: ["https://fd00::1:2379"], caFile: /ca, certFile: /c, keyFile: /k}}
etcd: {external: {endpoints: ["https://[fd00::1]:2379"], caFile: /ca, certFile: /c, keyFile: /k}}
etcd: {external: {endpoints: ["https://a%20b:2379"], caFile: /ca, certFile: /c, keyFile: /k}}
etcd: {external: {endpoints: [null]}}
apiServer: {certSANs: [null]}
networking: {podsubnet: 10.244.0.0/16}
networking: 5
networking: []
networking:
networking: {podSubnet: 10.244.0.0/16, podSubnet: 10.245.0.0/16}
apiServer: {certSANs: [a.example.org, 10.0.0.1, "*.example.org", "fd00::1"]}
apiServer: {certSANs: ["a_b"]}
apiServer: {certSANs: ["https://a"]}
apiServer: {certSANs: ["A.Example.org"]}
apiServer: {certSANs: ["10.0.0.1:6443"]}
apiServer: {certSANs: ["*"]}
apiServer: {certSANs: a}
apiServer: {certSANs: [5]}
apiServer: {extraVolumes: [{name: a, hostPath: /a, mountPath: /a}]}
apiServer: {extraVolumes: [{name: a, hostPath: /a, mountPath: /a, readonly: true}]}
apiServer: {extraVolumes: [{name: a, hostPath: /a, mountPath: /a, readOnly: "true"}]}
apiServer: {extraVolumes: {name: a}}
etcd: {local: {dataDir: etcd}}
etcd: {local: {dataDir: /var/lib/etcd, serverCertSANs: ["a b"]}}
etcd: {local: {dataDir: /var/lib/etcd, peerCertSANs: ["A.Example"]}}
etcd: {local: {imageRepository: "http://a"}}
etcd: {local: {dataDir: /d}, external: {endpoints: ["https://a:2379"]}}
etcd: {external: {endpoints: ["https://a:2379"]}}
etcd: {external: {endpoints: ["http://a:2379"]}}
etcd: {external: {endpoints: ["http://a:2379"], caFile: /ca, certFile: /c, keyFile: /k}}
etcd: {external: {endpoints: ["https://a:2379"], caFile: /ca, certFile: /c, keyFile: /k}}
etcd: {external: {endpoints: ["https://a:2379"], certFile: /c, keyFile: /k}}
etcd: {external: {endpoints: ["https://a:2379"], caFile: /ca, certFile: /c}}
etcd: {external: {endpoints: ["https://a:2379"], caFile: ca, certFile: /c, keyFile: /k}}
etcd: {external: {endpoints: []}}
etcd: {external: {}}
etcd: {external: {endpoints: ["10.0.0.1:2379"]}}
etcd: {external: {endpoints: ["a:2379"]}}
etcd: {external: {endpoints: [""]}}
etcd: {}
etcd: {local: {}}
etcd: {Local: {}}
featureGates: {NoSuchGate: true}
featureGates: {RootlessControlPlane: false}
featureGates: {RootlessControlPlane: "false"}
featureGates: [RootlessControlPlane]
dns: {imageRepository: a/b, imageTag: v1}
dns: {imageTag: 1.36}
dns: {type: CoreDNS}
useHyperKubeImage: true
kubernetesVersion: V
nodeRegistration: {name: a}
unknownField: 1
scheduler: {extraargs: {}}
controllerManager: {extraVolumes: []}
`;

const clusterV4 = `
encryptionAlgorithm: RSA-2048
encryptionAlgorithm: RSA-1024
encryptionAlgorithm: rsa-2048
encryptionAlgorithm: ECDSA-P384
certificateValidityPeriod: 8760h
certificateValidityPeriod: 1y
certificateValidityPeriod: 8760
certificateValidityPeriod: 0s
caCertificateValidityPeriod: 1h
proxy: {disabled: true}
proxy: {disabled: yes}
proxy: {disabled: "yes"}
dns: {disabled: true}
apiServer: {extraArgs: [{name: v, value: "2"}]}
apiServer: {extraArgs: [{name: v, value: 2}]}
apiServer: {extraArgs: [{value: "2"}]}
apiServer: {extraArgs: [{name: "", value: "2"}]}
apiServer: {extraArgs: [{name: v}]}
apiServer: {extraArgs: [{name: v, value: "2"}, {name: v, value: "3"}]}
apiServer: {extraArgs: {v: "2"}}
apiServer: {extraEnvs: [{name: A, value: b}]}
apiServer: {extraEnvs: [{name: A, value: 5}]}
apiServer: {extraEnvs: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1m}}}]}
apiServer: {extraEnvs: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: little}}}]}
apiServer: {extraEnvs: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: {}}}}]}
apiServer: {timeoutForControlPlane: 4m}
etcd: {local: {extraArgs: {quota-backend-bytes: "1"}}}
etcd: {local: {extraArgs: [{name: quota-backend-bytes, value: "1073741824"}]}}
etcd: {external: {endpoints: ["https://a:2379"], httpEndpoints: ["http://a:2379"]}}
`;

const clusterV3 = `
apiServer: {extraArgs: {v: "2"}}
apiServer: {extraArgs: {v: 2}}
apiServer: {extraArgs: {"": "2"}}
apiServer: {extraArgs: {v: }}
apiServer: {extraArgs: [{name: v, value: "2"}]}
apiServer: {timeoutForControlPlane: 4m0s}
apiServer: {timeoutForControlPlane: 4}
apiServer: {timeoutForControlPlane: 4 minutes}
apiServer: {timeoutForControlPlane: 0s}
encryptionAlgorithm: RSA-2048
proxy: {disabled: true}
etcd: {local: {extraEnvs: []}}
`;

const init = `
localAPIEndpoint: {advertiseAddress: 10.0.0.1, bindPort: 6443}
localAPIEndpoint: {advertiseAddress: cp.example.org}
localAPIEndpoint: {advertiseAddress: "fd00::1"}
localAPIEndpoint: {advertiseAddress: 10.0.0.1, bindPort: "6443"}
localAPIEndpoint: {advertiseAddress: 10.0.0.1, bindPort: 65536}
localAPIEndpoint: {advertiseAddress: 10.0.0.1, bindPort: -1}
localAPIEndpoint: {advertiseAddress: 10.0.0.1, bindPort: 0}
localAPIEndpoint: {advertiseAddress: 10.0.0.1, bindPort: 6443.0}
localAPIEndpoint: {advertiseAddress: 224.0.0.1}
localAPIEndpoint: {advertiseAddress: 127.0.0.1}
localAPIEndpoint: {advertiseAddress: "::1"}
nodeRegistration: {criSocket: "::1"}
nodeRegistration: {criSocket: "unix://a b"}
nodeRegistration: {taints: [{key: a, timeAdded: 2030-02-30T12:00:00Z}]}
nodeRegistration: {taints: [{key: a, timeAdded: 2030-01-30T2:00:00Z}]}
bootstrapTokens: [{token: abcdef.0123456789abcdef, expires: 2036-01-01T00:00:00Z}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, ttl: 2562048h}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, groups: [null]}]
nodeRegistration: {name: node-1}
nodeRegistration: {name: Node_1}
nodeRegistration: {name: NODE-1}
nodeRegistration: {criSocket: /run/containerd/containerd.sock}
nodeRegistration: {criSocket: "unix:///run/containerd/containerd.sock"}
nodeRegistration: {criSocket: "tcp://a"}
nodeRegistration: {imagePullPolicy: Always}
nodeRegistration: {imagePullPolicy: always}
nodeRegistration: {taints: []}
nodeRegistration: {taints: null}
nodeRegistration: {taints: [{key: a, effect: NoSuch}]}
nodeRegistration: {taints: [{key: a, value: 5}]}
nodeRegistration: {ignorePreflightErrors: [all, Swap]}
nodeRegistration: {ignorePreflightErrors: all}
certificateKey: abc
certificateKey: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
certificateKey: 0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdeg
bootstrapTokens: [{token: abcdef.0123456789abcdef}]
bootstrapTokens: [{token: abcdef.0123456789ABCDEF}]
bootstrapTokens: [{token: ""}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, ttl: 24h}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, ttl: 1d}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, ttl: 0s}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, ttl: 24h, expires: 2036-01-01T00:00:00Z}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, expires: tomorrow}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, usages: [signing]}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, usages: [nothing]}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, groups: [a]}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, groups: ["system:bootstrappers:a"]}]
bootstrapTokens: [{token: abcdef.0123456789abcdef, usages: [signing], groups: ["system:bootstrappers:a"]}]
bootstrapTokens: {token: abcdef.0123456789abcdef}
skipPhases: [addon/kube-proxy]
skipPhases: addon/kube-proxy
skipPhases: [no/such]
patches: {directory: /p}
patches: {directory: p}
patches: /p
clusterName: a
networking: {}
`;

const initV4 = `
timeouts: {etcdAPICall: 2m}
timeouts: {etcdAPICall: 2}
timeouts: {etcdApiCall: 2m}
timeouts: {controlPlaneComponentHealthCheck: 1d}
dryRun: true
dryRun: "true"
nodeRegistration: {imagePullSerial: false}
nodeRegistration: {kubeletExtraArgs: [{name: v, value: "2"}]}
nodeRegistration: {kubeletExtraArgs: {v: "2"}}
nodeRegistration: {kubeletExtraArgs: [null]}
`;

const join = `
discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: "a:6443", unsafeSkipCAVerification: true}}
discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: "a:6443"}}
discovery: {bootstrapToken: {token: abcdef, apiServerEndpoint: "a:6443", unsafeSkipCAVerification: true}}
discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: a, unsafeSkipCAVerification: true}}
discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: "https://a:6443", unsafeSkipCAVerification: true}}
discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: ":6443", unsafeSkipCAVerification: true}}
discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: "a:6443", caCertHashes: ["sha256:0000000000000000000000000000000000000000000000000000000000000000"]}}
discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: "a:6443", caCertHashes: []}}
discovery: {bootstrapToken: {apiServerEndpoint: "a:6443", unsafeSkipCAVerification: true}}
discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, unsafeSkipCAVerification: true}}
discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: "a:6443", unsafeSkipCAVerification: yes}}
discovery: {tlsBootstrapToken: abcdef.0123456789abcdef}
discovery: {}
discovery:
discovery: {file: {kubeConfigPath: "http://a/b"}}
discovery: {file: {}}
discovery: {file: {kubeConfigPath: ""}}
discovery: {file: {kubeConfigPath: "https://a/b"}}
caCertPath: /etc/kubernetes/pki/ca.crt
caCertPath: ca.crt
caCertPath: /etc/ca.pem
controlPlane: {certificateKey: abc}
controlPlane: {localAPIEndpoint: {advertiseAddress: 10.0.0.1, bindPort: 70000}}
controlPlane: {localAPIEndpoint: {advertiseAddress: a}}
nodeRegistration: {name: UPPER_case}
`;

const others = `
ResetConfiguration|certificatesDir: pki
ResetConfiguration|certificatesDir: /pki
ResetConfiguration|criSocket: /run/x.sock
ResetConfiguration|unmountFlags: [MNT_FORCE]
ResetConfiguration|unmountFlags: [FORCE]
ResetConfiguration|force: "true"
ResetConfiguration|timeouts: {etcdAPICall: 5}
UpgradeConfiguration|apply: {kubernetesVersion: v1.36.0}
UpgradeConfiguration|apply: {imagePullPolicy: never}
UpgradeConfiguration|apply: {patches: {directory: p}}
UpgradeConfiguration|apply: {patches: {}}
UpgradeConfiguration|node: {patches: {directory: ""}}
ResetConfiguration|unmountFlags: [null]
UpgradeConfiguration|node: {skipPhases: [x]}
UpgradeConfiguration|plan: {outputFormat: yaml}
UpgradeConfiguration|diff: {contextLines: "3"}
UpgradeConfiguration|apply: {certificateRenewal: false, etcdUpgrade: maybe}
`;

const token =
	'discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: "a:6443", unsafeSkipCAVerification: true}}';

function linesOf(text: string): string[] {
	return text.split('\n').filter(line => line !== '');
}

/** Every file by hand for a kubeadm: the kinds that its API version has. */
export function casesFor(minor: '1.30' | '1.36'): readonly string[] {
	const isNew = minor === '1.36';
	const api = `kubeadm.k8s.io/${isNew ? 'v1beta4' : 'v1beta3'}`;
	const head = (kind: string) => `# by hand\napiVersion: ${api}\nkind: ${kind}\n`;
	const version = `kubernetesVersion: v${minor}.1\n`;
	/** `more` is what the kind cannot do without, unless the line itself says it. */
	const of = (kind: string, fields: readonly string[], more: string) =>
		fields.map(field => `${head(kind)}${field.startsWith(more.split(':')[0] ?? '') ? '' : more}${field}\n`);
	return [
		...of('ClusterConfiguration', linesOf(cluster + (isNew ? clusterV4 : clusterV3)), version).map(text =>
			text.replace(/: V(?=[\n.])/, `: v${minor}.1`),
		),
		...of('InitConfiguration', linesOf(isNew ? init + initV4 : init), '').map(
			text => `${text}---\n${head('ClusterConfiguration')}${version}`,
		),
		...of('JoinConfiguration', linesOf(join), `${token}\n`),
		...(isNew ? linesOf(others).map(line => `${head(line.split('|')[0] ?? '')}${line.split('|')[1]}\n`) : []),
		...shapesOf(head, version),
	];
}

/** How files are cut into documents, and what is no YAML. */
function shapesOf(head: (kind: string) => string, version: string): string[] {
	const file = head('ClusterConfiguration') + version;
	return [
		`${file}---\n`,
		`---\n${file}`,
		`${file}---\n# a comment\n`,
		`# a comment\n---\n${file}`,
		`${file}---\n${file}`,
		`${file}---\nkind: InitConfiguration\n`,
		`${file}---\napiVersion: v1\nkind: Pod\n`,
		file.replace('kind: ClusterConfiguration', 'kind: ClusterConfig'),
		file.replace('apiVersion', 'apiversion'),
		file.replace('/v1beta', '/v2beta'),
		`${file}clusterName: [a\n`,
		`${file}clusterName: "a\n`,
		`${file}\tclusterName: a\n`,
		`${file}clusterName: a\nclusterName: b\n`,
		`${file}---\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nclusterDNS: 10.96.0.10\n`,
		`${file}---\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: "5"\n`,
		`${file}---\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxpods: 5\n`,
		`${file}---\napiVersion: kubelet.config.k8s.io/v1\nkind: KubeletConfiguration\n`,
		`${file}---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: 5\n`,
		`${file}---\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nlogging: {formats: json}\n`,
		`${file}---\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nlogging: {flushFrequency: 5000000000}\n`,
		`${file}---\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nlogging: {flushFrequency: soon}\n`,
		`${file}---\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nsyncFrequency: null\ncpuCFSQuotaPeriod:\n`,
		`${file}---\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nsystemReserved: [a]\n`,
		'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxpods: 5\nmaxPods: 5\nmaxPods: 6\n',
		`${head('InitConfiguration')}---\napiVersion: apps/v1\nkind: Deployment\n`,
		...['null', '~', '{}', 'text', '- a', '...', 'kind:', 'apiVersion: ""'].map(text => `${file}---\n${text}\n`),
		`%YAML 1.1\n---\n${file}`,
		file.replace('/v1beta', '/'),
		file.replace(/kubeadm.k8s.io.*/, 'kubeadm.k8s.io'),
		file.replace('kubeadm.k8s.io', 'Kubeadm.K8s.io'),
		file.replace(/apiVersion: .*/, 'apiVersion:'),
		file.replace(/kind: .*/, 'kind: ""'),
		"kind: 'JoinConfiguration'\n",
		`${file}--- # of the first node\n${head('InitConfiguration')}`,
		file.replaceAll('\n', '\r\n'),
		file.replaceAll('\n', '\r\n').slice(0, -1),
		`\uFEFF${file}`,
	];
}
