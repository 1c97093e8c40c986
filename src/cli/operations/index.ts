import type { MakeCommand } from '../program.ts';
import { authCommand, leaseCommand } from './access-commands.ts';
import { alarmCommand } from './alarm-command.ts';
import { guideCommand } from './guide-command.ts';
import { memberCommand } from './member-command.ts';
import { planCommand } from './plan-command.ts';
import { recoverCommand } from './recover-command.ts';
import { compactCommand, defragCommand, downgradeCommand, moveLeaderCommand } from './shape-commands.ts';
import { snapshotCommand } from './snapshot-command.ts';

/** Everything that can change a cluster, and what is listed beside it. */
export const operationCommands: readonly MakeCommand[] = [
	snapshotCommand,
	defragCommand,
	compactCommand,
	alarmCommand,
	memberCommand,
	moveLeaderCommand,
	downgradeCommand,
	authCommand,
	leaseCommand,
	recoverCommand,
	planCommand,
	guideCommand,
];
