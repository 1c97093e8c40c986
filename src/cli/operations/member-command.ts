import { Command } from 'commander';
import { formatBytes } from '../../core/bytes.ts';
import { t } from '../../core/words.ts';
import { isLive, leaderOf, nameOf, type ClusterState, type MemberState } from '../../operations/cluster-state.ts';
import { withOperationFlags, type OperationFlags } from './flags.ts';
import { operate, stateOf } from './operate.ts';

interface ReplaceFlags extends OperationFlags {
	readonly name?: string;
	readonly peerUrl?: string;
	readonly output?: string;
}

const plans = () => import('../../operations/maintenance/members.ts');

export function memberCommand(exit: (code: number) => void): Command {
	const command = new Command('member').description(t('Lists, adds, promotes, moves, removes and replaces members.'));
	withOperationFlags(command.command('list'))
		.description(t('Shows every member and how it answers.'))
		.action(async (flags: OperationFlags) => exit(await printMembers(flags)));
	withOperationFlags(command.command('add <name> <peer-url>'))
		.description(t('Adds a member as a learner, and promotes it when it has caught up.'))
		.action(async (name: string, peerUrl: string, flags: OperationFlags) => {
			const { addMemberPlan } = await plans();
			exit(await operate(flags, state => addMemberPlan(state, name, peerUrl)));
		});
	withOperationFlags(command.command('promote <member>'))
		.description(t('Makes a learner a voter when it has caught up.'))
		.action(async (member: string, flags: OperationFlags) => {
			const { promotePlan } = await plans();
			exit(await operate(flags, state => promotePlan(state, member)));
		});
	withOperationFlags(command.command('update <member> <peer-url...>'))
		.description(t('Changes the URLs at which the others find a member.'))
		.action(async (member: string, peerUrls: readonly string[], flags: OperationFlags) => {
			const { updateMemberPlan } = await plans();
			exit(await operate(flags, state => updateMemberPlan(state, member, peerUrls)));
		});
	withOperationFlags(command.command('remove <member>'))
		.description(t('Removes a member; says first what becomes of the quorum.'))
		.action(async (member: string, flags: OperationFlags) => {
			const { removeMemberPlan } = await plans();
			exit(await operate(flags, state => removeMemberPlan(state, member)));
		});
	withOperationFlags(command.command('replace <member>'))
		.description(t('Takes a failed member out and a new one in, as one plan.'))
		.option('--name <name>', t('of the new one; that of the old one when none is given'))
		.option('--peer-url <url>', t('of the new one; that of the old one when none is given'))
		.option('--output <file>', t('where the snapshot goes'))
		.action(async (member: string, flags: ReplaceFlags) => exit(await replace(member, flags)));
	return command;
}

async function replace(member: string, { name, peerUrl, output, ...flags }: ReplaceFlags): Promise<number> {
	const { replaceMemberPlan } = await plans();
	const { newSnapshotPath } = await import('../../app/maintenance.ts');
	return operate(flags, state =>
		replaceMemberPlan(state, {
			member,
			snapshotPath: output ?? newSnapshotPath(state),
			...(name !== undefined && { name }),
			...(peerUrl !== undefined && { peerUrl }),
		}),
	);
}

/** 1 when a member does not answer: then it is not well. */
async function printMembers(flags: OperationFlags): Promise<number> {
	const state = await stateOf(flags);
	process.stdout.write(`${state.members.map(member => rowOf(state, member)).join('\n')}\n`);
	return state.members.every(isLive) ? 0 : 1;
}

function rowOf(state: ClusterState, member: MemberState): string {
	const { id, endpoint, status, silence } = member;
	const role = member.isLearner ? t('learner') : leaderOf(state)?.id === id ? t('leader') : t('follower');
	const told = status
		? [status.version, formatBytes(status.dbSizeBytes), t('revision {0}', status.revision)]
		: [silence ?? t('it has never started')];
	return [id, nameOf(member), role, endpoint ?? '–', member.peerUrls.join(','), ...told].join('  ');
}
