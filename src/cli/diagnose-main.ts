import { diagnoseCommand } from './diagnose-command.ts';
import { runProgram } from './program.ts';

/** The one command that people wait for in seconds, by itself: a third of the code of all of them. */
export function run(args: readonly string[]): Promise<number> {
	return runProgram(args, [diagnoseCommand]);
}
