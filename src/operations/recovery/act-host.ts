import { t } from '../../core/words.ts';
import type { SshHost } from '../host.ts';
import { dataDirOf, isAssessed, type Assessed, type Assessment } from './assessment.ts';
import { manifestFolder, type HostLook } from './look.ts';
import { staticPod } from './static-pod-scripts.ts';
import type { Supervised } from './supervised.ts';
import { systemdUnit } from './systemd-scripts.ts';

/** A host that a plan can act on: reached by ssh, and it is known how etcd is stopped and started there. */
export interface ActHost {
	readonly name: string;
	readonly ssh: SshHost;
	readonly look: HostLook;
	readonly runs: Supervised;
	readonly dataDir: string;
	/** What a plan keeps beside the data: copies, and what was moved. */
	readonly kept: string;
	readonly hasData: boolean;
	/** As etcd lists the member. */
	readonly memberName: string;
	readonly peerUrl: string;
	readonly clientUrl: string;
}

/** Why nothing can be automated there, where it cannot. */
export function actHostOf(assessment: Assessment, planId: string): ActHost | string {
	const { host } = assessment;
	if (!isAssessed(assessment)) {
		return t('{0}: {1}', host.name, assessment.unreachable);
	}
	if (!('ssh' in host)) {
		return t('{0} is a folder of this machine: nothing can be started there.', host.name);
	}
	const { look } = assessment;
	if (!look) {
		return t('{0}: it was not seen how etcd is started there.', host.name);
	}
	const runs = supervisedOf(host.name, look, planId);
	if (typeof runs === 'string') {
		return runs;
	}
	const { 'initial-advertise-peer-urls': peers, 'advertise-client-urls': clients, ...flags } = look.flags;
	const name = flags['name'] ?? host.memberName;
	const [peerUrl] = peers?.split(',') ?? [];
	const [clientUrl] = clients?.split(',') ?? [];
	if (name === undefined || peerUrl === undefined || clientUrl === undefined) {
		return t('{0}: its manifest or unit tells no name, peer URL and client URL of the member.', host.name);
	}
	const dataDir = dataDirOf(look);
	return {
		name: host.name,
		ssh: host.ssh,
		look,
		runs,
		dataDir,
		kept: `${dataDir}/quorum-${planId}`,
		hasData: hasData(assessment),
		memberName: name,
		peerUrl,
		clientUrl,
	};
}

function supervisedOf(name: string, look: HostLook, planId: string): Supervised | string {
	if (look.flags['wal-dir'] !== undefined) {
		return t('{0}: etcd keeps its WAL apart there (--wal-dir), which no plan moves.', name);
	}
	switch (look.supervisor) {
		case 'static-pod': {
			const { path = '', text = '', isLive = false } = look.manifest ?? {};
			return staticPod(
				text.endsWith('\n') ? text : `${text}\n`,
				isLive ? path : `${manifestFolder}/etcd.yaml`,
				dataDirOf(look),
				planId,
			);
		}
		case 'systemd':
			return look.execStart === undefined ||
				look.flags['data-dir'] === undefined ||
				/ --?config-file[ =]/.test(look.execStart)
				? t('{0}: its unit starts etcd by a script or with --config-file: flags cannot be added to that.', name)
				: systemdUnit(look.execStart, dataDirOf(look), planId);
		case 'k3s':
		case 'rke2':
			return t('{0}: {1} starts etcd by itself there.', name, look.supervisor);
		case 'none':
			return t('{0}: nothing was found that starts etcd there.', name);
	}
}

function hasData({ data }: Assessed): boolean {
	return (data?.files.length ?? 0) > 0;
}
