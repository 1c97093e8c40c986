import { t } from '../../core/words.ts';
import type { EtcdQuestion } from '../etcd-call.ts';
import type { EtcdCondition, SshCondition, Step } from '../plan.ts';
import { commandOf } from '../shell-command.ts';
import type { ActHost } from './act-host.ts';
import {
	apiServerReady,
	backUp,
	clearMember,
	hasRoomForCopy,
	isBackedUp,
	isCleared,
	notRunning,
	runsUnforced,
} from './data-scripts.ts';
import type { HostScript } from './host-script.ts';

/** Copies of the largest databases take minutes. */
export const copyMs = 30 * 60_000;
export const commandMs = 60_000;
/** etcd loads its database and elects; the kubelet looks for manifests every 20 s. */
export const startMs = 5 * 60_000;

/** Stopped, and kept from starting. */
export function fenceStep(host: ActHost): Step {
	const fenced = condition(
		host,
		host.runs.isFenced,
		t('etcd is stopped on {0} and kept from starting.', host.name),
		t('etcd still runs on {0}, or could start again.', host.name),
	);
	return {
		id: `fence-${host.name}`,
		title: t('Stop etcd on {0} and keep it from starting', host.name),
		...onHost(host, host.runs.fence),
		doneWhen: fenced,
		postcheck: fenced,
		undo: t('On {0}: {1}', host.name, host.runs.unfence),
		canRepeat: true,
		timeoutMs: startMs,
	};
}

export function backUpStep(host: ActHost): Step {
	const folder = `${host.kept}/backup`;
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

/** A host on which nothing can be done must not come back with the old cluster. `reason`: it was reached all the same. */
export function fenceByHandStep(name: string, reason?: string): Step {
	return {
		id: `fence-by-hand-${name}`,
		title: t('Keep {0} from coming back', name),
		action: {
			kind: 'manual',
			instructions: [
				reason === undefined
					? t('{0} was not reached. Make sure that it is switched off, or that etcd cannot start on it.', name)
					: t('{0} Stop etcd on it, and make sure that it cannot start.', reason),
				t('If it came back with the old cluster, there would be two clusters with the same identity.'),
			],
		},
		command: '',
		canRepeat: true,
		timeoutMs: commandMs,
	};
}

/** The member starts alone, as a cluster of one; the flag is taken away even if nobody is connected any more. */
export function forceSteps(host: ActHost): Step[] {
	const unforced = condition(
		host,
		runsUnforced(host.dataDir),
		t('etcd runs on {0}, without the flag.', host.name),
		t('etcd does not run on {0} yet, or still with the flag.', host.name),
	);
	const serves = etcdCondition([host.clientUrl], { name: 'healthy', despite: ['NOSPACE'] });
	return [
		{
			id: `force-${host.name}`,
			title: t('Start a new cluster from the data of {0}', host.name),
			...onHost(host, host.runs.force),
			doneWhen: unforced,
			postcheck: serves,
			undo: t('Restore the copy of the data on {0} and the manifest, after etcd is stopped.', host.name),
			canRepeat: true,
			timeoutMs: startMs,
		},
		{
			id: `release-${host.name}`,
			title: t('Take the flag away on {0}', host.name),
			...onHost(host, host.runs.release),
			doneWhen: unforced,
			postcheck: unforced,
			canRepeat: true,
			timeoutMs: startMs,
		},
		{
			id: `alone-${host.name}`,
			title: t('Wait until {0} serves alone', host.name),
			...onHost(host, host.runs.isStarted),
			postcheck: serves,
			canRepeat: true,
			timeoutMs: startMs,
		},
	];
}

export function clearStep(host: ActHost): Step {
	return {
		id: `clear-${host.name}`,
		title: t('Move the old data of {0} aside', host.name),
		...onHost(host, clearMember(host.dataDir, host.kept)),
		doneWhen: condition(
			host,
			isCleared(host.kept),
			t('The old data of {0} are aside.', host.name),
			t('The old data of {0} are still in place.', host.name),
		),
		precheck: condition(
			host,
			notRunning(host.dataDir),
			t('etcd does not run on {0}.', host.name),
			t('etcd runs on {0}: its data are not touched.', host.name),
		),
		undo: t('On {0}: mv {1}/moved-member {2}/member', host.name, host.kept, host.dataDir),
		canRepeat: true,
		timeoutMs: commandMs,
	};
}

/** A member joins the new cluster with an empty directory, as a learner, and is promoted when it has caught up. */
export function rejoinSteps(host: ActHost, present: readonly ActHost[]): Step[] {
	const endpoints = present.map(({ clientUrl }) => clientUrl);
	const [endpoint = ''] = endpoints;
	const member = { peerUrl: host.peerUrl };
	const initial = [...present, host].map(({ memberName, peerUrl }) => `${memberName}=${peerUrl}`).join(',');
	const flags = { 'initial-cluster': initial, 'initial-cluster-state': 'existing' };
	const joined = condition(
		host,
		host.runs.isJoined(flags),
		t('etcd of {0} is set to join the new cluster.', host.name),
		t('etcd of {0} is not set to join the new cluster yet.', host.name),
	);
	const caughtUp = etcdCondition(endpoints, { name: 'caught-up', member, ratio: 0.95 });
	return [
		clearStep(host),
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
			...onHost(host, host.runs.join(flags)),
			doneWhen: joined,
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
		...(host.runs.settle
			? [
					{
						id: `settle-${host.name}`,
						title: t('Take away what {0} needed to join', host.name),
						...onHost(host, host.runs.settle),
						canRepeat: true,
						timeoutMs: commandMs,
					},
				]
			: []),
	];
}

/** Started as it was: its data and its membership stay. */
export function startStep(host: ActHost): Step {
	const started = condition(
		host,
		host.runs.isStarted,
		t('etcd of {0} is set to run as it was.', host.name),
		t('etcd of {0} is not set to run yet.', host.name),
	);
	return {
		id: `start-${host.name}`,
		title: t('Start etcd on {0}', host.name),
		...onHost(host, host.runs.start),
		doneWhen: started,
		postcheck: started,
		undo: t('Stop etcd on {0} again.', host.name),
		canRepeat: true,
		timeoutMs: commandMs,
	};
}

/** At the end: every member that was brought back answers. */
export function healthStep(hosts: readonly ActHost[]): Step {
	const endpoints = hosts.map(({ clientUrl }) => clientUrl);
	return {
		id: 'healthy',
		title: t('Wait until every member serves with a vote, and all have the same data'),
		// Nothing is done any more: the step is what it waits for.
		action: { kind: 'ssh', host: hosts[0]?.name ?? '', argv: ['true'] },
		command: ['endpoint health', 'member list', 'alarm list', 'endpoint hashkv']
			.map(words => `etcdctl --endpoints=${endpoints.join(',')} ${words}`)
			.join('\n'),
		postcheck: {
			kind: 'all',
			conditions: [
				etcdCondition(endpoints, { name: 'healthy', despite: ['NOSPACE'] }),
				...hosts.map(({ peerUrl }) =>
					etcdCondition(endpoints, { name: 'member-listed', member: { peerUrl }, isLearner: false }),
				),
				etcdCondition(endpoints, { name: 'no-alarm', alarm: 'CORRUPT' }),
				etcdCondition(endpoints, { name: 'same-data' }),
			],
		},
		canRepeat: true,
		timeoutMs: startMs,
	};
}

/** What was full before is full now: then nothing can be written, and a plan of its own is the remedy. */
export function spaceStep(hosts: readonly ActHost[]): Step {
	const endpoints = hosts.map(({ clientUrl }) => clientUrl);
	return {
		id: 'space',
		title: t('Look that the cluster takes writes'),
		action: { kind: 'ssh', host: hosts[0]?.name ?? '', argv: ['true'] },
		command: `etcdctl --endpoints=${endpoints.join(',')} alarm list`,
		postcheck: etcdCondition(endpoints, { name: 'no-alarm', alarm: 'NOSPACE' }),
		canRepeat: true,
		timeoutMs: 5000,
	};
}

/** What reads from the new cluster first; it answers only when it can read from etcd. */
export function apiServerStep(host: ActHost): Step {
	return {
		id: `api-server-${host.name}`,
		title: t('Wait until the API server of {0} is ready', host.name),
		action: { kind: 'ssh', host: host.name, argv: ['true'] },
		command: `# ${host.name}\ncurl -k https://127.0.0.1:6443/readyz`,
		postcheck: condition(
			host,
			apiServerReady,
			t('The API server of {0} is ready.', host.name),
			t('The API server of {0} is not ready, or cannot be asked there (curl, wget or kubectl):', host.name),
		),
		canRepeat: true,
		timeoutMs: startMs,
	};
}

export function onHost(host: ActHost, script: HostScript): Pick<Step, 'action' | 'command'> {
	return { action: { kind: 'ssh', host: host.name, ...script }, command: `# ${host.name}\n${commandOf(script)}` };
}

export function condition(host: ActHost, script: HostScript, holds: string, fails: string): SshCondition {
	return { kind: 'ssh', host: host.name, ...script, holds, fails };
}

export function etcdCondition(endpoints: readonly string[], question: EtcdQuestion): EtcdCondition {
	return { kind: 'etcd', endpoints, question };
}
