import { t } from '../../core/words.ts';
import { shellCommand } from '../shell-command.ts';
import type { Plan, PlanCluster, Step } from '../plan.ts';
import { isAssessed, type Assessment } from './assessment.ts';
import type { Decision, Way } from './decide.ts';
import type { RestorableFile } from './restore-plan.ts';

export type Rancher = 'k3s' | 'rke2';

/** Whether a server of theirs has etcd in it: then its own commands are the way, and nobody else's. */
export function rancherOf(assessments: readonly Assessment[]): Rancher | undefined {
	const supervisors = assessments.map(each => (isAssessed(each) ? each.look?.supervisor : undefined));
	return (['k3s', 'rke2'] as const).find(name => supervisors.includes(name));
}

interface Order {
	readonly id: string;
	readonly createdAt: number;
	readonly cluster: PlanCluster;
	readonly file?: RestorableFile;
}

/** The commands that they document, in their order, each typed by a person: the server keeps etcd's members by itself. */
export function rancherPlan(
	name: Rancher,
	way: Way,
	{ unknown }: Decision,
	assessments: readonly Assessment[],
	{ file, ...order }: Order,
): Plan | string {
	const hosts = assessments.filter(({ host }) => 'ssh' in host).map(({ host }) => host.name);
	const first = hosts.find(host => host === way.from) ?? hosts[0];
	if (first === undefined || way.kind === 'none-needed' || way.kind === 'replace') {
		return t('There is a quorum: "quorum guide {0}" tells how a server is replaced.', name);
	}
	if (way.kind === 'restore-snapshot' && !file) {
		return t('Which snapshot? Name its file with --snapshot.');
	}
	const others = hosts.filter(host => host !== first);
	return {
		...order,
		title: t('After a lost quorum, with the commands of {0}', name),
		losses: way.losses,
		notes: [
			...way.reasons,
			...unknown,
			t(
				'{0} starts etcd and keeps its members by itself; what is done past it, it takes back. So each step is typed.',
				name,
			),
		],
		steps:
			way.kind === 'start' ? hosts.map(host => startStep(name, host)) : resetSteps(name, first, others, order.id, file),
	};
}

function resetSteps(
	name: Rancher,
	first: string,
	others: readonly string[],
	id: string,
	file?: RestorableFile,
): Step[] {
	const db = `/var/lib/rancher/${name}/server/db`;
	const restore = file === undefined ? [] : [`--cluster-reset-restore-path=/root/${id}.db`];
	return [
		...[first, ...others].map(host =>
			byHand(`stop-${host}`, t('Stop {0} on {1}, and copy its data', name, host), stopCommands(name, db, id), [
				t('As long as another server runs, it would go on with the old members.'),
			]),
		),
		...(file
			? [
					byHand(
						`bring-${first}`,
						t('Bring the snapshot to {0}', first),
						shellCommand(['scp', file.path, `${first}:/root/${id}.db`]),
						[t('Its SHA-256 there must be {0}.', file.sha256)],
					),
				]
			: []),
		byHand(
			`reset-${first}`,
			t('Begin anew on {0}', first),
			`${name} server ${['--cluster-reset', ...restore].join(' ')}\nsystemctl start ${serviceOf(name)}`,
			[
				t('It makes a cluster of one of this server; the others join again with empty data directories.'),
				t('It ends by itself, and says so. A restore needs the token of the server that saved the snapshot.'),
			],
		),
		...others.map(host =>
			byHand(
				`rejoin-${host}`,
				t('Let {0} join anew', host),
				`mv ${db} ${db}.quorum-${id}-old\nsystemctl start ${serviceOf(name)}`,
				[t('One after another: wait until it is Ready before the next.')],
			),
		),
	];
}

function startStep(name: Rancher, host: string): Step {
	return byHand(`start-${host}`, t('Start {0} on {1}', name, host), `systemctl start ${serviceOf(name)}`, [
		t('Started together the servers are a quorum; each waits for the others.'),
	]);
}

function stopCommands(name: Rancher, db: string, id: string): string {
	// The pods of RKE2, etcd among them, outlive their service.
	const stop = [`systemctl stop ${serviceOf(name)}`, ...(name === 'rke2' ? ['rke2-killall.sh'] : [])];
	return [...stop, `cp -a ${db} ${db}.quorum-${id}`].join('\n');
}

function serviceOf(name: Rancher): string {
	return name === 'k3s' ? 'k3s' : 'rke2-server';
}

function byHand(id: string, title: string, command: string, instructions: readonly string[]): Step {
	return { id, title, action: { kind: 'manual', instructions }, command, canRepeat: true, timeoutMs: 60_000 };
}
