import { spawn } from 'node:child_process';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { plain } from '../../core/plain.ts';
import { withoutSecretsIn } from '../../core/secrets.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';

/** A program that signs the user in, as a kubeconfig names it. */
export interface ExecPlugin {
	readonly command: string;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly apiVersion: string;
	/** It wants to ask somebody on a terminal, and does nothing without. */
	readonly isInteractive?: true;
	/** What the author of the kubeconfig says to those who lack the program. */
	readonly installHint?: string;
	/** Where the plugin wants to know of the cluster. */
	readonly cluster?: Readonly<Record<string, unknown>>;
}

/** What a plugin gave. */
export interface Credential {
	readonly token?: string;
	readonly cert?: Buffer;
	readonly key?: Buffer;
	/** In milliseconds since 1970; missing where it does not end. */
	readonly expiresAt?: number;
}

export interface ExecHost {
	readonly env: NodeJS.ProcessEnv;
	/** That of the user's shell, which finds programs that this process may not. */
	shellPath?(): Promise<string | undefined>;
	readonly timeoutMs: number;
	/** What the plugin says meanwhile, such as a code to type into a browser. */
	onMessage?(text: string): void;
	/** Whether programs may be started at all: not for a workspace that is not trusted. */
	readonly isAllowed: boolean;
}

const largestOutput = 1024 * 1024;

/** Needs to sign in: shown apart from a cluster that is down. */
export class SignInError extends ExpectedError {}

/** Runs the plugin without a shell and without a terminal. Its complaint is part of the error that is thrown. */
export async function runExecPlugin(plugin: ExecPlugin, host: ExecHost, signal: AbortSignal): Promise<Credential> {
	if (!host.isAllowed) {
		throw new SignInError(
			t(
				'The kubeconfig signs in with the program "{0}", which is not started in a workspace that is not trusted.',
				plugin.command,
			),
		);
	}
	if (plugin.isInteractive) {
		throw new SignInError(
			t(
				'The program "{0}", with which the kubeconfig signs in, asks on a terminal (interactiveMode: Always), and gets none here.',
				plugin.command,
			),
		);
	}
	const path = await host.shellPath?.();
	signal.throwIfAborted();
	const env = { ...host.env, ...(path !== undefined && { PATH: path }) };
	const deadline = AbortSignal.timeout(host.timeoutMs);
	const { code, stdout, stderr } = await outputOf(plugin, { ...host, env }, AbortSignal.any([signal, deadline]));
	const said = plain(withoutSecretsIn(stderr.trim()), 2000);
	signal.throwIfAborted();
	if (deadline.aborted) {
		throw new SignInError(
			said === ''
				? t('{0} did not sign in within {1} s.', plugin.command, host.timeoutMs / 1000)
				: t('{0} did not sign in within {1} s. It said: {2}', plugin.command, host.timeoutMs / 1000, said),
		);
	}
	if (code !== 0) {
		throw new SignInError(t('{0} ended with {1}: {2}', plugin.command, code ?? '?', said || t('it said nothing')));
	}
	return credentialOf(stdout, plugin);
}

function outputOf(
	plugin: ExecPlugin,
	host: ExecHost,
	signal: AbortSignal,
): Promise<{ readonly code: number | undefined; readonly stdout: string; readonly stderr: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(plugin.command, [...plugin.args], {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...host.env, ...plugin.env, KUBERNETES_EXEC_INFO: JSON.stringify(infoOf(plugin)) },
			// On Windows npm and others install plugins as .cmd files, which only a shell starts.
			shell: process.platform === 'win32' && /\.(cmd|bat)$/i.test(plugin.command),
			windowsHide: true,
			// Its own group, so that what it started ends with it.
			detached: process.platform !== 'win32',
		});
		const end = () => endGroup(child.pid);
		signal.addEventListener('abort', end, { once: true });
		let stdout = '';
		let stderr = '';
		child.stdout.on('data', (data: Buffer) => {
			stdout += data.toString();
			if (stdout.length > largestOutput) {
				end();
			}
		});
		child.stderr.on('data', (data: Buffer) => {
			stderr = `${stderr}${data.toString()}`.slice(-20_000);
			host.onMessage?.(withoutSecretsIn(data.toString()));
		});
		child.on('error', error => reject(startFailure(plugin, host, error)));
		child.on('close', code => {
			signal.removeEventListener('abort', end);
			resolve({ code: code ?? undefined, stdout, stderr });
		});
	});
}

function endGroup(pid: number | undefined): void {
	if (pid === undefined) {
		return;
	}
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
	} catch (error) {
		// It has ended by itself in the meantime, which is what was wanted.
		if (Object(error).code !== 'ESRCH') {
			throw error;
		}
	}
}

function startFailure({ command, installHint }: ExecPlugin, { env }: ExecHost, error: Error): ExpectedError {
	if (Object(error).code !== 'ENOENT') {
		return new SignInError(t('{0} cannot be started: {1}', command, messageOf(error)));
	}
	const hint = installHint === undefined ? '' : ` ${plain(installHint.trim(), 2000)}`;
	return new SignInError(
		`${t('The program "{0}", with which the kubeconfig signs in, was not found on the PATH: {1}', command, env['PATH'] ?? '')}${hint}`,
	);
}

function infoOf({ apiVersion, cluster }: ExecPlugin): unknown {
	return { apiVersion, kind: 'ExecCredential', spec: { interactive: false, ...(cluster && { cluster }) } };
}

function credentialOf(stdout: string, { command, apiVersion }: ExecPlugin): Credential {
	const status = statusIn(stdout, command);
	const text = (key: string) => (typeof status[key] === 'string' && status[key] !== '' ? status[key] : undefined);
	const [token, cert, key] = [text('token'), text('clientCertificateData'), text('clientKeyData')];
	if (token === undefined && (cert === undefined || key === undefined)) {
		throw new SignInError(t('{0} gave neither a token nor a certificate ({1}).', command, apiVersion));
	}
	const expiresAt = Date.parse(text('expirationTimestamp') ?? '');
	return {
		...(token !== undefined && { token }),
		...(cert !== undefined && key !== undefined && { cert: Buffer.from(cert), key: Buffer.from(key) }),
		...(!Number.isNaN(expiresAt) && { expiresAt }),
	};
}

function statusIn(stdout: string, command: string): Readonly<Record<string, unknown>> {
	try {
		const answer: unknown = JSON.parse(stdout);
		if (isObject(answer) && isObject(answer['status'])) {
			return answer['status'];
		}
	} catch {
		// What is no JSON is no credential either.
	}
	throw new SignInError(t('{0} gave something else than an ExecCredential.', command));
}
