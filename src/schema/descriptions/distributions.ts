import { sentences } from '../../core/words.ts';

/** `config.yaml` of K3s and RKE2: what is about the control plane. */
export const k3sFields = sentences({
	'cluster-init': 'Begins a cluster with embedded etcd on this server; the others join it.',
	'cluster-reset': 'Makes a cluster of this member alone out of its data; to be taken out again before the next start.',
	'cluster-reset-restore-path': 'The snapshot from which cluster-reset restores.',
	'cluster-cidr': 'The addresses of pods.',
	'service-cidr': 'The addresses of services.',
	'datastore-endpoint': 'An external etcd or database in place of embedded etcd.',
	server: 'The server that this one joins.',
	token: 'The secret by which nodes join.',
	'tls-san': 'Further names and addresses in the certificate of the API server.',
	'write-kubeconfig-mode': 'The permissions of the kubeconfig with all rights.',
	'etcd-arg': 'Further flags of etcd, each as flag=value.',
	'etcd-disable-snapshots': 'No snapshots are taken by themselves.',
	'etcd-expose-metrics': 'Serves the metrics of etcd beyond this host too, without TLS.',
	'etcd-snapshot-schedule-cron': 'When snapshots are taken, as in cron.',
	'etcd-snapshot-retention': 'How many snapshots are kept.',
	'etcd-snapshot-dir': 'Where snapshots are kept.',
	'etcd-snapshot-compress': 'Compresses snapshots.',
	'etcd-s3': 'Copies snapshots to S3 as well: what is on the disk of the node is lost with it.',
	'kube-apiserver-arg': 'Further flags of the API server, each as flag=value.',
	'kube-controller-manager-arg': 'Further flags of the controller manager, each as flag=value.',
	'kube-scheduler-arg': 'Further flags of the scheduler, each as flag=value.',
	'kubelet-arg': 'Further flags of the kubelet, each as flag=value.',
});

/** Talos: what is about etcd. */
export const talosFields = sentences({
	'machine.type': 'controlplane runs etcd, worker does not.',
	'cluster.etcd': 'The etcd on the control planes.',
	'etcd.image': 'The image of etcd, by which its version is known.',
	'etcd.extraArgs': 'Further flags of etcd; those that Talos sets itself it refuses.',
	'etcd.advertisedSubnets': 'From which addresses of the node etcd takes the one that it tells others.',
	'etcd.listenSubnets': 'On which addresses of the node etcd listens.',
	'controlPlane.endpoint': 'Where the API server is reached.',
	'apiServer.extraArgs': 'Further flags of the API server.',
});

/** Kubespray: variables about etcd that are no flag by another name. */
export const kubesprayFields = sentences({
	etcd_deployment_type: 'host runs etcd by systemd, kubeadm as a static pod, docker in a container.',
	etcd_data_dir: 'Where etcd keeps its data.',
	etcd_version: 'The version of etcd.',
	etcd_memory_limit:
		'How much memory the container of etcd may use; without bound it competes with the rest of the node.',
	etcd_events_cluster_enabled: 'A second etcd that keeps events alone.',
	etcd_peer_client_auth: 'Whether members must show a certificate to each other.',
	etcd_secure_client: 'Whether clients must show a certificate.',
	etcd_extra_vars: 'Further variables for the environment of etcd.',
	etcd_metrics_port: 'The port of the metrics, without TLS.',
});

/** The configuration of a kind cluster. */
export const kindFields = sentences({
	name: 'What the cluster is called.',
	nodes: 'The nodes, each a container.',
	'nodes.role': 'control-plane or worker. Several control planes each have a member of etcd.',
	'nodes.image': 'The image of the node, by which its version of Kubernetes is known.',
	extraMounts: 'Folders of the host that are mounted into the node.',
	extraPortMappings: 'Ports of the host that lead to the node.',
	kubeadmConfigPatches: 'YAML that is merged into what kubeadm is given, by its kind.',
	kubeadmConfigPatchesJSON6902: 'JSON patches of what kubeadm is given.',
	networking: 'Addresses, ports and the network plugin.',
	featureGates: 'Feature gates of all components of Kubernetes.',
	runtimeConfig: 'APIs that the API server switches on or off.',
});

/** Pods: what is judged of them. */
export const podFields = sentences({
	hostUsers: 'false gives the pod users of its own: root in it is nobody on the node.',
	hostNetwork: 'Uses the network of the node itself.',
	resourceClaims: 'Devices that are claimed before the pod is scheduled.',
	resourceClaimName: 'A claim that is there, and may be shared.',
	resourceClaimTemplateName: 'From what a claim of its own is made for each pod.',
});

/** The sections of etcd's own file. */
export const etcdSections = sentences({
	'client-transport-security': 'The certificates for clients, and whether clients must show one.',
	'peer-transport-security': 'The certificates between members, and whether they must show one.',
});
