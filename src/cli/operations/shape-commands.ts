import { Command, InvalidArgumentError } from 'commander';
import { t } from '../../core/words.ts';
import { liveMembers, nameOf } from '../../operations/cluster-state.ts';
import { withOperationFlags, type OperationFlags } from './flags.ts';
import { operate, stateOf } from './operate.ts';

type Exit = (code: number) => void;

export function defragCommand(exit: Exit): Command {
	return withOperationFlags(new Command('defrag'))
		.description(t('Gives free space of the databases back: one member after another, the leader last.'))
		.argument('[member...]', t('only these, by name, id or endpoint'))
		.action(async (members: readonly string[], flags: OperationFlags) => {
			const { defragmentPlan } = await import('../../operations/maintenance/defragment.ts');
			exit(await operate(flags, state => defragmentPlan(state, members)));
		});
}

export function compactCommand(exit: Exit): Command {
	return withOperationFlags(new Command('compact'))
		.description(t('Forgets older values of keys, up to a revision.'))
		.argument('[revision]', t('the newest when none is given'), revision)
		.action(async (wanted: number | undefined, flags: OperationFlags) => {
			const { compactPlan } = await import('../../operations/maintenance/compact.ts');
			exit(await operate(flags, state => compactPlan(state, wanted)));
		});
}

export function moveLeaderCommand(exit: Exit): Command {
	return withOperationFlags(new Command('move-leader'))
		.description(t('Hands the leadership to another member.'))
		.argument('[member]', t('to whom; the one nearest to the leader when none is given'))
		.action(async (member: string | undefined, flags: OperationFlags) => {
			const { moveLeaderPlan } = await import('../../operations/maintenance/move-leader.ts');
			exit(await operate(flags, state => moveLeaderPlan(state, member)));
		});
}

export function downgradeCommand(exit: Exit): Command {
	const command = new Command('downgrade').description(t('Shows, checks and cancels a downgrade.'));
	withOperationFlags(command.command('status'))
		.description(t('Tells whether a downgrade is under way, and which version each member runs.'))
		.action(async (flags: OperationFlags) => exit(await printDowngrade(flags)));
	withOperationFlags(command.command('validate <version>'))
		.description(t('Asks the cluster whether a downgrade to that version is allowed.'))
		.action(async (version: string, flags: OperationFlags) => {
			const { validateDowngradePlan } = await import('../../operations/maintenance/downgrade.ts');
			exit(await operate(flags, state => validateDowngradePlan(state, version)));
		});
	withOperationFlags(command.command('cancel'))
		.description(t('Ends a downgrade that is under way.'))
		.action(async (flags: OperationFlags) => {
			const { cancelDowngradePlan } = await import('../../operations/maintenance/downgrade.ts');
			exit(await operate(flags, cancelDowngradePlan));
		});
	return command;
}

async function printDowngrade(flags: OperationFlags): Promise<number> {
	const state = await stateOf(flags);
	const members = liveMembers(state);
	const target = members.find(({ status }) => status.downgradeTarget !== undefined)?.status.downgradeTarget;
	const heading =
		target === undefined ? t('No downgrade is under way.') : t('A downgrade to {0} is under way.', target);
	const rows = members.map(
		member => `${nameOf(member)} ${member.status.version} ${member.status.storageVersion ?? ''}`,
	);
	process.stdout.write(`${[heading, ...rows.map(row => row.trim())].join('\n')}\n`);
	return 0;
}

function revision(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value) || value < 1) {
		throw new InvalidArgumentError(t('This takes a whole number.'));
	}
	return value;
}
