import { capiCommand } from './capi-command.ts';
import { diagnoseCommand } from './diagnose-command.ts';
import { eventsCommand } from './events-command.ts';
import { inspectCommand } from './inspect-command.ts';
import { lintCommand } from './lint-command.ts';
import { liveStatsCommand } from './live-stats-command.ts';
import { operationCommands } from './operations/index.ts';
import { runProgram } from './program.ts';

/** Every command. */
export const allCommands = [
	diagnoseCommand,
	eventsCommand,
	capiCommand,
	lintCommand,
	inspectCommand,
	liveStatsCommand,
	...operationCommands,
];

export function run(args: readonly string[]): Promise<number> {
	return runProgram(args, allCommands);
}
