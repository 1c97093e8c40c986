import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { HostSecrets, SshHost } from '../../operations/host.ts';
import { shellCommand } from '../../operations/shell-command.ts';
import { detailsOf } from '../errors.ts';
import { answerPrompts } from './askpass.ts';
import { sshFailure } from './failure.ts';

export interface Ran {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface SshRun {
	readonly signal: AbortSignal;
	readonly secrets?: HostSecrets | undefined;
	/** What the command reads; it finds the end of its input in any case. */
	readonly stdin?: string | undefined;
	/** A file that it reads instead. */
	readonly file?: string | undefined;
	/** A folder for the sockets by which commands that follow each other share a connection, where ssh can do that. */
	readonly sharing?: string | undefined;
	/** Where its output goes instead of into the answer. */
	readonly into?: Writable;
}

/** `ssh` itself ends with this; our commands never do. */
const sshFailed = 255;
/** More than any answer that is read as text. */
const mostBytes = 64 * 1024 * 1024;

/**
 * One command on one host, by the system's `ssh`: its configuration, agent, jump hosts and known hosts hold. A host whose
 * key is not known, or has changed, is refused. Throws `ExpectedError` where the command could not be run; that it failed
 * is an answer.
 */
export async function runOnHost(host: SshHost, argv: readonly string[], run: SshRun): Promise<Ran> {
	run.signal.throwIfAborted();
	const prompts = await answerPrompts(run.secrets);
	try {
		const options = [...(await sharingOptions(run.sharing)), ...optionsOf(host, prompts.isAnswering)];
		const child = spawn('ssh', [...options, shellCommand(commandOf(host, argv))], {
			env: { ...process.env, ...prompts.env },
			stdio: ['pipe', 'pipe', 'pipe'],
			signal: run.signal,
		});
		const input = feed(child.stdin, run);
		const ended = new Promise<number>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', code => resolve(code ?? sshFailed));
		});
		const output = run.into ? pipeline(child.stdout, run.into).then(() => '') : textOf(child.stdout);
		const [code, stdout, stderr] = await Promise.all([ended, output, textOf(child.stderr), input]);
		if (code === sshFailed) {
			throw sshFailure(host, stderr);
		}
		return { code, stdout, stderr };
	} catch (error) {
		throw inWords(error, host);
	} finally {
		await prompts.forget();
	}
}

/** A command that ends before it has read all of its input is judged by its exit code; a file that cannot be read is not. */
async function feed(stdin: Writable, { stdin: text = '', file }: SshRun): Promise<void> {
	try {
		await pipeline(file === undefined ? [text] : createReadStream(file), stdin);
	} catch (error) {
		if (['open', 'read'].includes(detailsOf(error).syscall)) {
			throw new ExpectedError(t('The file {0} cannot be read: {1}', file ?? '', messageOf(error)));
		}
	}
}

/** A command that has to succeed: what it printed. */
export async function succeedOnHost(host: SshHost, argv: readonly string[], run: SshRun): Promise<string> {
	const { code, stdout, stderr } = await runOnHost(host, argv, run);
	if (code !== 0) {
		const said = stderr.trim().split('\n').at(-1) ?? '';
		throw new ExpectedError(t('{0}: the command ended with {1}: {2}', host.name, code, said));
	}
	return stdout;
}

function optionsOf(host: SshHost, isAnswering: boolean): string[] {
	const options = {
		BatchMode: isAnswering ? 'no' : 'yes',
		StrictHostKeyChecking: 'yes',
		NumberOfPasswordPrompts: '1',
		ConnectTimeout: '10',
		ServerAliveInterval: '5',
		ServerAliveCountMax: '3',
		ForwardAgent: 'no',
		ForwardX11: 'no',
		LogLevel: 'ERROR',
	};
	return [
		...(host.configFile === undefined ? [] : ['-F', host.configFile]),
		...Object.entries(options).map(([name, value]) => `-o${name}=${value}`),
		...(host.port === undefined ? [] : ['-p', String(host.port)]),
		...(host.user === undefined ? [] : ['-l', host.user]),
		...(host.identityFile === undefined ? [] : ['-i', host.identityFile]),
		...['-T', '--', host.destination],
	];
}

/** The longest path of a socket, on Linux and macOS; `%C` becomes 40 characters, and ssh adds 17 while it opens it. */
const longestSocketPath = 103;

/** A connection stays open for some seconds after its last command: a plan has many, one after the other. */
async function sharingOptions(folder: string | undefined): Promise<string[]> {
	const tooLong = folder === undefined || `${folder}/`.length + 40 + 17 > longestSocketPath;
	if (tooLong || process.platform === 'win32') {
		return [];
	}
	await mkdir(folder, { recursive: true, mode: 0o700 });
	return ['-oControlMaster=auto', `-oControlPath=${folder}/%C`, '-oControlPersist=15'];
}

function commandOf({ sudo }: SshHost, argv: readonly string[]): readonly string[] {
	return sudo ? ['sudo', '-n', '--', ...argv] : argv;
}

async function textOf(stream: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of stream) {
		// Without an encoding a stream of a process gives buffers.
		chunks.push(chunk as Buffer);
		bytes += (chunk as Buffer).length;
		if (bytes > mostBytes) {
			stream.destroy();
			throw new ExpectedError(t('The command printed more than {0} bytes.', mostBytes));
		}
	}
	return Buffer.concat(chunks).toString('utf8');
}

function inWords(error: unknown, { name }: SshHost): unknown {
	if (!(error instanceof Error) || error instanceof ExpectedError) {
		return error;
	}
	if (error.name === 'AbortError' || error.name === 'TimeoutError') {
		return new ExpectedError(t('{0}: given up, no answer in time.', name));
	}
	return 'code' in error && error.code === 'ENOENT'
		? new ExpectedError(t('The command ssh is not there: install OpenSSH.'))
		: error;
}
