import { Command, CommanderError } from 'commander';
import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';
import { speakLanguageOf } from './language.ts';
import { version } from './product.ts';

/** Makes a command that tells how it ended. */
export type MakeCommand = (exit: (code: number) => void) => Command;

/** The exit code: 0 nothing at or above --fail-on, 1 something, 2 could not run. */
export async function runProgram(args: readonly string[], makers: readonly MakeCommand[]): Promise<number> {
	await speakLanguageOf(process.env);
	process.stdout.on('error', ignoreClosedPipe);
	let code = 0;
	const program = new Command('quorum')
		.description(t('Diagnoses etcd clusters, and keeps them in shape.'))
		.version(version, '-V, --version', t('print the version'))
		.helpOption('-h, --help', t('show this help'))
		.helpCommand('help [command]', t('show the help of a command'))
		.configureHelp({ styleTitle: headingOf })
		.exitOverride()
		.showHelpAfterError(t('(quorum --help shows how)'));
	const exit = (exitCode: number) => {
		code = exitCode;
	};
	// Without its settings, a wrong option of a command would end the process with 1, which means a finding.
	makers.forEach(make => program.addCommand(inheriting(make(exit), program)));
	try {
		await program.parseAsync(args, { from: 'user' });
		return code;
	} catch (error) {
		return exitCodeOf(error);
	}
}

/** Subcommands inherit as well: by themselves they take the settings only when they are made by `command()`. */
function inheriting(command: Command, parent: Command): Command {
	command.copyInheritedSettings(parent);
	command.commands.forEach(each => inheriting(each, command));
	return command;
}

/** Commander's own headings; what it says of a wrong option stays English. */
function headingOf(heading: string): string {
	return { 'Usage:': t('Usage:'), 'Options:': t('Options:'), 'Commands:': t('Commands:') }[heading] ?? heading;
}

/** `quorum diagnose | head` has read all it wants; the exit code stands. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
	if (error.code !== 'EPIPE') {
		throw error;
	}
}

function exitCodeOf(error: unknown): number {
	if (error instanceof CommanderError) {
		// Commander has said it already. Help that was asked for is no failure.
		return error.exitCode === 0 ? 0 : 2;
	}
	if (error instanceof Error && error.name === 'AbortError') {
		process.stderr.write(`quorum: ${t('Interrupted.')}\n`);
		return 2;
	}
	if (error instanceof ExpectedError) {
		process.stderr.write(`quorum: ${error.message}\n`);
		return 2;
	}
	process.stderr.write(
		`quorum: ${t('this is a bug, please report it: {0}', String(error instanceof Error ? error.stack : error))}\n`,
	);
	return 2;
}
