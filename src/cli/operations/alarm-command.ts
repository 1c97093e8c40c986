import { Command, InvalidArgumentError, Option } from 'commander';
import { parseBytes } from '../../core/bytes.ts';
import { t } from '../../core/words.ts';
import { nameOf } from '../../operations/cluster-state.ts';
import { withOperationFlags, type OperationFlags } from './flags.ts';
import { operate, stateOf } from './operate.ts';

interface ResolveFlags extends OperationFlags {
	readonly quota?: number;
	readonly manifests: readonly string[];
	readonly output?: string;
}

export function alarmCommand(exit: (code: number) => void): Command {
	const command = new Command('alarm').description(
		t('Shows alarms, disarms them, and frees the space that one is about.'),
	);
	withOperationFlags(command.command('list'))
		.description(t('Shows what is raised, and by whom.'))
		.action(async (flags: OperationFlags) => exit(await printAlarms(flags)));
	withOperationFlags(command.command('disarm [member]'))
		.description(t('Disarms an alarm of a member, or of all.'))
		.addOption(new Option('--alarm <kind>', t('which one')).choices(['NOSPACE', 'CORRUPT']).default('NOSPACE'))
		.action(async (member: string | undefined, flags: OperationFlags & { alarm: 'NOSPACE' | 'CORRUPT' }) => {
			const { disarmPlan } = await import('../../operations/maintenance/alarms.ts');
			exit(await operate(flags, state => disarmPlan(state, flags.alarm, member)));
		});
	withOperationFlags(command.command('resolve'))
		.description(t('Out of NOSPACE: snapshot, compact, defragment, raise the quota, disarm.'))
		.option('--quota <size>', t('the quota to raise to, such as 8GiB; without it the quota stays'), bytes)
		.option('--manifests <path>', t('file or folder that describes the cluster; may be repeated'), list, [])
		.option('--output <file>', t('where the snapshot goes'))
		.action(async (flags: ResolveFlags) => exit(await resolveNospace(flags)));
	return command;
}

async function resolveNospace({ quota, manifests, output, ...flags }: ResolveFlags): Promise<number> {
	const { nospacePlan } = await import('../../operations/maintenance/alarms.ts');
	const { newSnapshotPath, quotaPlacesIn } = await import('../../app/maintenance.ts');
	const placeOf = await quotaPlacesIn(manifests, AbortSignal.timeout(flags.timeout));
	return operate(flags, state =>
		nospacePlan(state, {
			snapshotPath: output ?? newSnapshotPath(state),
			placeOf,
			...(quota !== undefined && { quotaBytes: quota }),
		}),
	);
}

async function printAlarms(flags: OperationFlags): Promise<number> {
	const { alarms, members } = await stateOf(flags);
	const lines = alarms.map(({ memberId, alarm }) => {
		const member = members.find(({ id }) => id === memberId);
		return `${alarm} ${memberId} ${member ? nameOf(member) : ''}`.trim();
	});
	process.stdout.write(`${lines.length === 0 ? t('No alarm is raised.') : lines.join('\n')}\n`);
	return lines.length === 0 ? 0 : 1;
}

function bytes(text: string): number {
	const value = parseBytes(text);
	if (value === undefined) {
		throw new InvalidArgumentError(t('A size reads like 8GiB or 8589934592.'));
	}
	return value;
}

function list(value: string, before: readonly string[]): string[] {
	return [...before, value];
}
