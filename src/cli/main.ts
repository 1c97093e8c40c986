import { Command, CommanderError } from 'commander';
import { ExpectedError } from '../core/errors.ts';
import { diagnoseCommand } from './diagnose-command.ts';
import { version } from './product.ts';

/** The exit code: 0 nothing at or above --fail-on, 1 something, 2 could not run. */
export async function run(args: readonly string[]): Promise<number> {
	let code = 0;
	const program = new Command('quorum')
		.description('Diagnoses etcd clusters.')
		.version(version)
		.exitOverride()
		.showHelpAfterError('(quorum --help shows how)');
	program.addCommand(
		diagnoseCommand(exitCode => {
			code = exitCode;
		}),
	);
	try {
		await program.parseAsync(args, { from: 'user' });
		return code;
	} catch (error) {
		return exitCodeOf(error);
	}
}

function exitCodeOf(error: unknown): number {
	if (error instanceof CommanderError) {
		// Commander has said it already. Help that was asked for is no failure.
		return error.exitCode === 0 ? 0 : 2;
	}
	if (error instanceof ExpectedError) {
		process.stderr.write(`quorum: ${error.message}\n`);
		return 2;
	}
	process.stderr.write(
		`quorum: this is a bug, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
	);
	return 2;
}
