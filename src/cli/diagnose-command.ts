import { Command } from 'commander';
import { render } from '../app/render.ts';
import type { ReadRun } from '../app/replay.ts';
import { isAnyReachable, type Report } from '../core/diagnose.ts';
import { ExpectedError } from '../core/errors.ts';
import { t } from '../core/words.ts';
import { failsOn } from './exit-code.ts';
import { withFlags, type Flags } from './flags.ts';
import { print } from './print.ts';
import { version } from './product.ts';
import { sourceOf } from './sources.ts';
import { terminalHost } from './terminal.ts';

export function diagnoseCommand(exit: (code: number) => void): Command {
	const command = new Command('diagnose').description(
		t('Asks an etcd cluster, judges the answers and prints a report.'),
	);
	return withFlags(command).action(async (flags: Flags) => {
		const isTyped = (option: keyof Flags) => command.getOptionValueSource(option) === 'cli';
		exit(await diagnoseFromTerminal(flags, isTyped));
	});
}

async function diagnoseFromTerminal(flags: Flags, isTyped: (option: keyof Flags) => boolean): Promise<number> {
	if (flags.anonymize && flags.record === undefined) {
		throw new ExpectedError(t('--anonymize says how to record: it goes with --record FILE.'));
	}
	const source = sourceOf(flags, isTyped);
	const host = terminalHost();
	const run = await uninterrupted(host, async () => {
		const workspace = await workspaceOf(flags.manifests, host.signal);
		const learned = await source.run(workspace.specs, host);
		return { ...learned, report: workspace.place(learned.report) };
	});
	await print(render(run, flags.format, version), flags.output);
	await keep(run, flags);
	if (source.isLive && !isAnyReachable(run.report)) {
		process.stderr.write(`${t('Not one member could be asked.')}\n`);
		return 2;
	}
	return failsOn(run.report, flags.failOn);
}

/** After Ctrl-C there is no report: in it, members that were not waited for would seem silent. */
async function uninterrupted<T>(host: ReturnType<typeof terminalHost>, work: () => Promise<T>): Promise<T> {
	try {
		const result = await work();
		host.signal.throwIfAborted();
		return result;
	} catch (error) {
		throw host.signal.aborted ? new ExpectedError(t('Interrupted: nothing was judged.')) : error;
	} finally {
		host.done();
	}
}

async function keep(run: ReadRun, { record: path, anonymize = false }: Flags): Promise<void> {
	if (path !== undefined) {
		const { record, writeRecording } = await import('../app/record.ts');
		await writeRecording(path, record(run, { quorum: version, skipVerify: run.skipVerify, anonymize }));
	}
}

/** Loaded only when there are files to read: it brings the YAML library. */
async function workspaceOf(paths: readonly string[], signal: AbortSignal) {
	if (paths.length === 0) {
		return { specs: [], place: (report: Report) => report };
	}
	const [{ openWorkspace }, { placeInWorkspace }] = await Promise.all([
		import('../app/workspace.ts'),
		import('../app/place.ts'),
	]);
	const workspace = await openWorkspace(paths, signal);
	return { specs: workspace.specs, place: (report: Report) => placeInWorkspace(report, workspace) };
}
