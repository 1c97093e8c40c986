import { readFile, writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { diagnoseCluster, type DiagnoseOptions, type Run } from '../app/diagnose.ts';
import { render } from '../app/render.ts';
import { defaultSettings } from '../core/check.ts';
import type { Connection } from '../core/connection.ts';
import { findingsOf, isAnyReachable, type Report } from '../core/diagnose.ts';
import { parseDuration } from '../core/duration.ts';
import { ExpectedError, messageOf } from '../core/errors.ts';
import { severities, type Severity } from '../core/finding.ts';
import { formats, type Format } from '../core/report/index.ts';
import { t } from '../core/words.ts';
import { version } from './product.ts';
import { terminalHost } from './terminal.ts';

interface Flags {
	readonly endpoints?: string;
	readonly discoverySrv?: string;
	readonly cacert?: string;
	readonly cert?: string;
	readonly key?: string;
	readonly user?: string;
	readonly passwordFile?: string;
	readonly serverName?: string;
	readonly insecureSkipTlsVerify?: boolean;
	readonly discover?: boolean;
	readonly timeout: number;
	readonly window: number;
	readonly deep?: boolean;
	readonly manifests: readonly string[];
	readonly check: readonly string[];
	readonly format: Format;
	readonly output?: string;
	readonly failOn: Severity | 'never';
}

export function diagnoseCommand(exit: (code: number) => void): Command {
	return new Command('diagnose')
		.description('Asks an etcd cluster, judges the answers and prints a report.')
		.addOption(new Option('--endpoints <urls>', 'client URLs, comma separated').env('ETCDCTL_ENDPOINTS'))
		.option('--discovery-srv <domain>', 'find the endpoints by the DNS SRV records of this domain')
		.addOption(new Option('--cacert <file>', 'authorities that the servers are trusted by').env('ETCDCTL_CACERT'))
		.addOption(new Option('--cert <file>', 'client certificate').env('ETCDCTL_CERT'))
		.addOption(new Option('--key <file>', 'key of the client certificate').env('ETCDCTL_KEY'))
		.addOption(new Option('--user <name>', 'user, or user:password as etcdctl takes it').env('ETCDCTL_USER'))
		.option('--password-file <file>', 'file whose first line is the password')
		.option('--server-name <name>', 'name expected in the server certificates')
		.option('--insecure-skip-tls-verify', 'do not verify the servers (the report says so)')
		.option('--discover', 'ask every member of the member list instead of the given endpoints')
		.option('--timeout <duration>', 'what one member may cost from start to last answer', duration, 5000)
		.option('--window <duration>', 'time between the two samples of the metrics; 0 takes one', duration, 10_000)
		.option('--deep', 'hash databases however large, one member after another')
		.option('--manifests <path>', 'file or folder that describes the cluster; may be repeated', list, [])
		.option('--check <id>', 'run only this check; may be repeated', list, [])
		.addOption(new Option('--format <format>', 'form of the report').choices(Object.keys(formats)).default('text'))
		.option('--output <file>', 'write the report to a file')
		.addOption(
			new Option('--fail-on <severity>', 'exit 1 from this severity on')
				.choices(['error', 'warning', 'never'])
				.default('error'),
		)
		.action(async (flags: Flags) => exit(await diagnoseFromTerminal(flags)));
}

async function diagnoseFromTerminal(flags: Flags): Promise<number> {
	const { connection, password } = await connectionOf(flags);
	const host = terminalHost();
	const workspace = await workspaceOf(flags.manifests, host.signal);
	const secrets = password === undefined ? {} : { password };
	const asked = await diagnoseCluster(connection, secrets, workspace.specs, optionsOf(flags), host);
	const run = { ...asked, report: workspace.place(asked.report) };
	host.done();
	await print(run, flags);
	if (!isAnyReachable(run.report)) {
		process.stderr.write(`${t('Not one member could be asked.')}\n`);
		return 2;
	}
	return exitCodeOf(run, flags.failOn);
}

/** Loaded only when there are files to read: it brings the YAML library. */
async function workspaceOf(paths: readonly string[], signal: AbortSignal) {
	if (paths.length === 0) {
		return { specs: [], place: (report: Report) => report };
	}
	const { openWorkspace, placeInWorkspace } = await import('../app/workspace.ts');
	const workspace = await openWorkspace(paths, signal);
	return { specs: workspace.specs, place: (report: Report) => placeInWorkspace(report, workspace) };
}

function exitCodeOf({ report }: Run, failOn: Flags['failOn']): number {
	if (failOn === 'never') {
		return 0;
	}
	const grave = severities.slice(0, severities.indexOf(failOn) + 1);
	return findingsOf(report).some(finding => grave.includes(finding.severity)) ? 1 : 0;
}

async function print(run: Run, { format, output }: Flags): Promise<void> {
	const text = render(run, format, version);
	if (output === undefined) {
		process.stdout.write(text);
	} else {
		await writeFile(output, text);
	}
}

function optionsOf(flags: Flags): DiagnoseOptions {
	return {
		timeoutMs: flags.timeout,
		windowMs: flags.window,
		deep: flags.deep ?? false,
		settings: defaultSettings,
		only: flags.check,
	};
}

async function connectionOf(flags: Flags): Promise<{ connection: Connection; password?: string }> {
	const sources = [flags.endpoints, flags.discoverySrv].filter(source => source !== undefined);
	if (sources.length === 0) {
		throw new ExpectedError(t('Say whom to ask: --endpoints A,B,C or --discovery-srv DOMAIN.'));
	}
	const [user, password] = await credentialsOf(flags);
	return {
		connection: {
			name: '',
			endpoints: flags.endpoints?.split(',').filter(endpoint => endpoint.trim() !== '') ?? [],
			...(flags.discoverySrv !== undefined && { discoverySrv: flags.discoverySrv }),
			...(flags.cacert !== undefined && { caFile: flags.cacert }),
			...(flags.cert !== undefined && { certFile: flags.cert }),
			...(flags.key !== undefined && { keyFile: flags.key }),
			...(flags.serverName !== undefined && { serverName: flags.serverName }),
			...(flags.insecureSkipTlsVerify && { skipVerify: true }),
			...(flags.discover && { discover: true }),
			...(user !== undefined && { user }),
		},
		...(password !== undefined && { password }),
	};
}

/** `ETCDCTL_USER` may be `user:password`; a password file wins. */
async function credentialsOf({
	user,
	passwordFile,
}: Flags): Promise<readonly [user?: string | undefined, password?: string | undefined]> {
	const [, name, inline] = /^([^:]*)(?::(.*))?$/s.exec(user ?? '') ?? [];
	const password = passwordFile === undefined ? inline : await firstLineOf(passwordFile);
	return user === undefined ? [] : [name, password ?? ''];
}

async function firstLineOf(path: string): Promise<string> {
	try {
		return (await readFile(path, 'utf8')).split(/\r?\n/)[0] ?? '';
	} catch (error) {
		throw new ExpectedError(t('The file {0} cannot be read: {1}', path, messageOf(error)));
	}
}

function duration(text: string): number {
	const ms = parseDuration(text);
	if (ms === undefined) {
		throw new InvalidArgumentError(t('A duration reads like 5s, 500ms or 1m30s.'));
	}
	return ms;
}

function list(value: string, before: readonly string[]): string[] {
	return [...before, value];
}
