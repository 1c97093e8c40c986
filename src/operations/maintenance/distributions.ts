import { documentOf } from '../../core/report/markdown-text.ts';
import { t } from '../../core/words.ts';

export const distributions = ['k3s', 'rke2', 'cluster-api'] as const;
export type Distribution = (typeof distributions)[number];

interface Advice {
	readonly title: string;
	readonly command: string;
	readonly reason: string;
}

/** Where something else governs etcd, what to type instead of a plan of ours, and why. */
export function guidance(distribution: Distribution): string {
	const advice = distribution === 'cluster-api' ? clusterApi() : rancher(distribution);
	return documentOf([
		[`# ${t('Operations on etcd with {0}', distribution)}`],
		...advice.flatMap(({ title, command, reason }) => [
			[`## ${title}`],
			['```sh', ...command.split('\n'), '```'],
			[reason],
		]),
	]);
}

function rancher(name: 'k3s' | 'rke2'): Advice[] {
	const service = `${name}-server`.replace('k3s-server', 'k3s');
	return [
		{
			title: t('Save a snapshot'),
			command: `${name} etcd-snapshot save --name manual\n${name} etcd-snapshot ls`,
			reason: t(
				'It also keeps what a restore needs besides the database, and the list that the server itself restores from.',
			),
		},
		{
			title: t('Schedule and retention'),
			command: `# /etc/rancher/${name}/config.yaml\netcd-snapshot-schedule-cron: "0 */6 * * *"\netcd-snapshot-retention: 12`,
			reason: t('The server takes them by itself, every twelve hours unless told.'),
		},
		{
			title: t('Defragment, and lift the alarm NOSPACE'),
			command: `systemctl restart ${service}`,
			reason: t(
				'The server defragments its member and clears alarms when it starts: restart one server after another, and wait until it is ready.',
			),
		},
		{
			title: t('Raise the quota'),
			command: `# /etc/rancher/${name}/config.yaml\netcd-arg:\n  - quota-backend-bytes=8589934592`,
			reason: t('The server writes the configuration of etcd anew at each start; a change in that file would be lost.'),
		},
		{
			title: t('Remove or replace a member'),
			command: 'kubectl delete node NODE',
			reason: t(
				'The server removes the member of a node that was deleted, and a new server that joins adds itself; a member removed by hand comes back.',
			),
		},
		{
			title: t('After a lost quorum'),
			command: `systemctl stop ${service}\n${name} server --cluster-reset`,
			reason: t('It makes a cluster of one of this server; the others join again with empty data directories.'),
		},
	];
}

function clusterApi(): Advice[] {
	const pause = (value: boolean) =>
		`kubectl patch cluster NAME -n NAMESPACE --type merge -p '{"spec":{"paused":${value}}}'`;
	return [
		{
			title: t('Before anything is done by hand'),
			command: pause(true),
			reason: t(
				'The controller of the control plane adds and removes members of etcd by itself; what is done beside it, it takes back or makes worse.',
			),
		},
		{
			title: t('Remove or replace a member'),
			command: 'kubectl annotate machine MACHINE -n NAMESPACE cluster.x-k8s.io/remediate-machine=""',
			reason: t(
				'The controller moves the leadership, removes the member and makes a new machine, and it checks the quorum before. A MachineHealthCheck must select the machine, and the cluster must not be paused.',
			),
		},
		{
			title: t('Raise the quota'),
			command: `kubectl patch kubeadmcontrolplane NAME -n NAMESPACE --type json -p '[{"op":"add","path":"/spec/kubeadmConfigSpec/clusterConfiguration/etcd/local/extraArgs/quota-backend-bytes","value":"8589934592"}]'`,
			reason: t(
				'It rolls out new machines with it (v1beta1; in v1beta2 extraArgs is a list); a manifest that is changed on a node is gone with its machine.',
			),
		},
		{
			title: t('Save a snapshot, defragment, compact'),
			command:
				'kubectl -n kube-system exec etcd-NODE -- etcdctl --endpoints=https://127.0.0.1:2379 --cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/healthcheck-client.crt --key=/etc/kubernetes/pki/etcd/healthcheck-client.key endpoint status',
			reason: t('The controller does none of it: plans of Quorum do, over a connection to the members.'),
		},
		{
			title: t('Afterwards'),
			command: pause(false),
			reason: t('A cluster that stays paused is neither mended nor upgraded.'),
		},
	];
}
