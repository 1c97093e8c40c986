import { t } from '../../core/words.ts';
import { withEtcdFlags } from '../../manifest/static-pod-flags.ts';
import type { EtcdQuestion } from '../etcd-call.ts';
import type { SshHost } from '../host.ts';
import type { EtcdCondition, SshCondition, Step } from '../plan.ts';
import { dataDirOf, isAssessed, type Assessed, type Assessment } from './assessment.ts';
import {
	backUp,
	clearMember,
	commandOf,
	forceWithGuard,
	hasRoomForCopy,
	isBackedUp,
	isCleared,
	isFenced,
	isManifest,
	moveManifestAside,
	notRunning,
	putManifest,
	releaseFlag,
	runsUnforced,
	type HostScript,
} from './host-scripts.ts';
import { manifestFolder, type HostLook } from './look.ts';

/** A host that a plan can act on: reached by ssh, its etcd a static pod whose manifest is known. */
export interface ActHost {
	readonly name: string;
	readonly ssh: SshHost;
	readonly look: HostLook;
	readonly manifest: string;
	readonly dataDir: string;
	readonly hasData: boolean;
	/** As etcd lists the member. */
	readonly memberName: string;
	readonly peerUrl: string;
	readonly clientUrl: string;
}

/** Why nothing can be automated there, where it cannot. */
export function actHostOf(assessment: Assessment): ActHost | string {
	const { host } = assessment;
	if (!isAssessed(assessment)) {
		return t('{0}: {1}', host.name, assessment.unreachable);
	}
	if (!('ssh' in host)) {
		return t('{0} is a folder of this machine: nothing can be started there.', host.name);
	}
	const { look } = assessment;
	if (!look?.manifest) {
		return t('{0}: no manifest of etcd was found, so it is not known how etcd is started there.', host.name);
	}
	const { name, 'initial-advertise-peer-urls': peers, 'advertise-client-urls': clients } = look.flags;
	const [peerUrl] = peers?.split(',') ?? [];
	const [clientUrl] = clients?.split(',') ?? [];
	if (name === undefined || peerUrl === undefined || clientUrl === undefined) {
		return t('{0}: its manifest tells no name, peer URL and client URL of the member.', host.name);
	}
	return {
		name: host.name,
		ssh: host.ssh,
		look,
		manifest: withNewline(look.manifest.text),
		dataDir: dataDirOf(look),
		hasData: hasData(assessment),
		memberName: host.memberName ?? name,
		peerUrl,
		clientUrl,
	};
}

function hasData({ data }: Assessed): boolean {
	return (data?.files.length ?? 0) > 0;
}

function withNewline(text: string): string {
	return text.endsWith('\n') ? text : `${text}\n`;
}

/** What a plan keeps on its hosts: the manifest moved aside, and beside the data what was copied or moved. */
interface Folders {
	readonly manifests: string;
	readonly data: string;
}

function foldersOf({ dataDir }: ActHost, planId: string): Folders {
	return { manifests: `/etc/kubernetes/quorum-recovery/${planId}`, data: `${dataDir}/quorum-${planId}` };
}

const liveManifest = `${manifestFolder}/etcd.yaml`;

/** Copies of the largest databases take minutes. */
const copyMs = 30 * 60_000;
const commandMs = 60_000;
/** etcd loads its database and elects; the kubelet looks for manifests every 20 s. */
const startMs = 5 * 60_000;

/** Stopped, and kept from starting. */
export function fenceStep(host: ActHost, planId: string): Step {
	const script = moveManifestAside(
		host.look.manifest?.isLive ? host.look.manifest.path : liveManifest,
		foldersOf(host, planId).manifests,
	);
	const fenced = condition(
		host,
		isFenced(liveManifest, host.dataDir),
		t('etcd is stopped on {0} and kept from starting.', host.name),
		t('etcd still runs on {0}, or its manifest is still there.', host.name),
	);
	return {
		id: `fence-${host.name}`,
		title: t('Stop etcd on {0} and keep it from starting', host.name),
		...onHost(host, script),
		doneWhen: fenced,
		postcheck: fenced,
		undo: t('On {0}: mv {1}/etcd.yaml {2}', host.name, foldersOf(host, planId).manifests, liveManifest),
		canRepeat: true,
		timeoutMs: startMs,
	};
}

export function backUpStep(host: ActHost, planId: string): Step {
	const folder = `${foldersOf(host, planId).data}/backup`;
	return {
		id: `back-up-${host.name}`,
		title: t('Copy the data of {0} and compare the copy', host.name),
		...onHost(host, backUp(host.dataDir, folder)),
		doneWhen: condition(
			host,
			isBackedUp(folder),
			t('The copy on {0} is whole.', host.name),
			t('There is no whole copy on {0} yet.', host.name),
		),
		precheck: condition(
			host,
			hasRoomForCopy(host.dataDir),
			t('The disk of {0} has room for the copy.', host.name),
			t('The disk of {0} has no room for a copy of its data: make room first.', host.name),
		),
		undo: t('Remove {0} on {1}.', folder, host.name),
		canRepeat: true,
		timeoutMs: copyMs,
	};
}

/** Asked right before the cluster is forced: what was stopped may have been started since. */
export function stillStoppedStep(host: ActHost): Step {
	return {
		id: `still-stopped-${host.name}`,
		title: t('Look that etcd is still stopped on {0}', host.name),
		...onHost(host, notRunning(host.dataDir)),
		canRepeat: true,
		timeoutMs: commandMs,
	};
}

/** A host that cannot be reached must not come back with the old cluster. */
export function fenceByHandStep(name: string): Step {
	return {
		id: `fence-by-hand-${name}`,
		title: t('Keep {0} from coming back', name),
		action: {
			kind: 'manual',
			instructions: [
				t('{0} was not reached. Make sure that it is switched off, or that etcd cannot start on it.', name),
				t('If it came back with the old cluster, there would be two clusters with the same identity.'),
			],
		},
		command: '',
		canRepeat: true,
		timeoutMs: commandMs,
	};
}

/** The member starts alone, as a cluster of one; the flag is taken away even if nobody is connected any more. */
export function forceSteps(host: ActHost, planId: string): Step[] {
	const { manifests } = foldersOf(host, planId);
	const forced = withEtcdFlags(host.manifest, { 'force-new-cluster': true }) ?? '';
	const plain = plainManifest(host);
	const unforced = condition(
		host,
		runsUnforced(host.dataDir),
		t('etcd runs on {0}, without the flag.', host.name),
		t('etcd does not run on {0} yet, or still with the flag.', host.name),
	);
	return [
		{
			id: `force-${host.name}`,
			title: t('Start a new cluster from the data of {0}', host.name),
			...onHost(host, forceWithGuard(manifests, forced, plain)),
			doneWhen: unforced,
			postcheck: etcdCondition([host.clientUrl], { name: 'healthy', despite: ['NOSPACE'] }),
			undo: t('Restore the copy of the data on {0} and the manifest, after etcd is stopped.', host.name),
			canRepeat: true,
			timeoutMs: startMs,
		},
		{
			id: `release-${host.name}`,
			title: t('Take the flag away on {0}', host.name),
			...onHost(host, releaseFlag(manifests, plain)),
			doneWhen: unforced,
			postcheck: unforced,
			canRepeat: true,
			timeoutMs: startMs,
		},
		{
			id: `alone-${host.name}`,
			title: t('Wait until {0} serves alone', host.name),
			...onHost(host, isManifest(plain)),
			postcheck: etcdCondition([host.clientUrl], { name: 'healthy', despite: ['NOSPACE'] }),
			canRepeat: true,
			timeoutMs: startMs,
		},
	];
}

function plainManifest({ manifest }: ActHost): string {
	return withEtcdFlags(manifest, { 'force-new-cluster': undefined }) ?? manifest;
}

export function clearStep(host: ActHost, planId: string): Step {
	const { data } = foldersOf(host, planId);
	return {
		id: `clear-${host.name}`,
		title: t('Move the old data of {0} aside', host.name),
		...onHost(host, clearMember(host.dataDir, data)),
		doneWhen: condition(
			host,
			isCleared(data),
			t('The old data of {0} are aside.', host.name),
			t('The old data of {0} are still in place.', host.name),
		),
		undo: t('On {0}: mv {1}/moved-member {2}/member', host.name, data, host.dataDir),
		canRepeat: true,
		timeoutMs: commandMs,
	};
}

/**
 * Revisions go on far above those that clients have seen, and all below are compacted: caches of API servers then notice that
 * they are older than the data. Both options came with etcd 3.6, and with late patches of 3.4 and 3.5.
 */
const bumpRevision = 1_000_000_000;

export function restoreByHandStep(host: ActHost, all: readonly ActHost[], planId: string): Step {
	const { data } = foldersOf(host, planId);
	const initial = all.map(({ memberName, peerUrl }) => `${memberName}=${peerUrl}`).join(',');
	const restored = `${data}/restored`;
	const options = [
		...[`--name=${host.memberName}`, `--initial-cluster=${initial}`, `--initial-cluster-token=quorum-${planId}`],
		...[`--initial-advertise-peer-urls=${host.peerUrl}`, `--data-dir=${restored}`],
		...[`--bump-revision=${bumpRevision}`, '--mark-compacted'],
	];
	return {
		id: `restore-${host.name}`,
		title: t('Restore the snapshot on {0}', host.name),
		action: {
			kind: 'manual',
			instructions: [
				t('Bring the snapshot to {0}, the same file as to every other host, and restore it there.', host.name),
				t(
					'Use etcdutl of the version that will read the data; where it does not know --bump-revision, leave the last two options out and restart everything that watches.',
				),
			],
		},
		command: [
			`scp SNAPSHOT ${host.ssh.destination}:${data}/snapshot.db`,
			`etcdutl snapshot restore ${data}/snapshot.db ${options.join(' ')}`,
			`mv ${restored}/member ${host.dataDir}/member`,
		].join('\n'),
		canRepeat: true,
		timeoutMs: commandMs,
	};
}

/** A member joins the new cluster with an empty directory, as a learner, and is promoted when it has caught up. */
export function rejoinSteps(host: ActHost, present: readonly ActHost[], planId: string): Step[] {
	const { manifests } = foldersOf(host, planId);
	const endpoints = present.map(({ clientUrl }) => clientUrl);
	const [endpoint = ''] = endpoints;
	const member = { peerUrl: host.peerUrl };
	const initial = [...present, host].map(({ memberName, peerUrl }) => `${memberName}=${peerUrl}`).join(',');
	const text =
		withEtcdFlags(host.manifest, {
			'force-new-cluster': undefined,
			'initial-cluster': initial,
			'initial-cluster-state': 'existing',
		}) ?? '';
	const isLive = condition(
		host,
		isManifest(text),
		t('The manifest of {0} is there.', host.name),
		t('The manifest of {0} is not there yet.', host.name),
	);
	const caughtUp = etcdCondition(endpoints, { name: 'caught-up', member, ratio: 0.95 });
	return [
		clearStep(host, planId),
		{
			id: `add-${host.name}`,
			title: t('Add {0} as a learner', host.memberName),
			action: { kind: 'etcd', endpoint, call: { name: 'member-add', peerUrls: [host.peerUrl], isLearner: true } },
			command: `etcdctl --endpoints=${endpoint} member add ${host.memberName} --learner --peer-urls=${host.peerUrl}`,
			doneWhen: etcdCondition(endpoints, { name: 'member-listed', member }),
			precheck: etcdCondition(endpoints, { name: 'healthy', despite: ['NOSPACE'] }),
			postcheck: etcdCondition(endpoints, { name: 'member-listed', member }),
			canRepeat: false,
			timeoutMs: commandMs,
		},
		{
			id: `start-${host.name}`,
			title: t('Start etcd on {0}', host.name),
			...onHost(host, putManifest(manifests, text)),
			doneWhen: isLive,
			postcheck: caughtUp,
			canRepeat: true,
			timeoutMs: copyMs,
		},
		{
			id: `promote-${host.name}`,
			title: t('Make {0} a voter', host.memberName),
			action: { kind: 'etcd', endpoint, call: { name: 'member-promote', member } },
			command: `etcdctl --endpoints=${endpoint} member promote ID`,
			doneWhen: etcdCondition(endpoints, { name: 'member-listed', member, isLearner: false }),
			precheck: caughtUp,
			postcheck: etcdCondition([...endpoints, host.clientUrl], { name: 'healthy', despite: ['NOSPACE'] }),
			canRepeat: true,
			timeoutMs: startMs,
		},
	];
}

/** Started as it was: its data and its membership stay. */
export function startStep(host: ActHost, planId: string): Step {
	const text = plainManifest(host);
	const isLive = condition(
		host,
		isManifest(text),
		t('The manifest of {0} is there.', host.name),
		t('The manifest of {0} is not there yet.', host.name),
	);
	return {
		id: `start-${host.name}`,
		title: t('Start etcd on {0}', host.name),
		...onHost(host, putManifest(foldersOf(host, planId).manifests, text)),
		doneWhen: isLive,
		postcheck: isLive,
		undo: t('On {0}: move {1} away again.', host.name, liveManifest),
		canRepeat: true,
		timeoutMs: commandMs,
	};
}

/** At the end: every member that was brought back answers. */
export function healthStep(hosts: readonly ActHost[]): Step {
	const endpoints = hosts.map(({ clientUrl }) => clientUrl);
	return {
		id: 'healthy',
		title: t('Wait until every member serves, and all have the same data'),
		// Nothing is done any more: the step is what it waits for.
		action: { kind: 'ssh', host: hosts[0]?.name ?? '', argv: ['true'] },
		command: `etcdctl --endpoints=${endpoints.join(',')} endpoint health\netcdctl --endpoints=${endpoints.join(',')} endpoint hashkv`,
		postcheck: {
			kind: 'all',
			conditions: [
				etcdCondition(endpoints, { name: 'healthy', despite: ['NOSPACE'] }),
				etcdCondition(endpoints, { name: 'no-alarm', alarm: 'CORRUPT' }),
				etcdCondition(endpoints, { name: 'same-data' }),
			],
		},
		canRepeat: true,
		timeoutMs: startMs,
	};
}

function onHost(host: ActHost, script: HostScript): Pick<Step, 'action' | 'command'> {
	return { action: { kind: 'ssh', host: host.name, ...script }, command: `# ${host.name}\n${commandOf(script)}` };
}

function condition(host: ActHost, script: HostScript, holds: string, fails: string): SshCondition {
	return { kind: 'ssh', host: host.name, ...script, holds, fails };
}

function etcdCondition(endpoints: readonly string[], question: EtcdQuestion): EtcdCondition {
	return { kind: 'etcd', endpoints, question };
}
