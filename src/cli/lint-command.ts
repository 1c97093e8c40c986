import { readFile, writeFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { defaultSettings } from '../core/check.ts';
import { ExpectedError } from '../core/errors.ts';
import type { Severity } from '../core/finding.ts';
import { t } from '../core/words.ts';
import { failsOn } from './exit-code.ts';
import { version } from './product.ts';
import { terminalHost } from './terminal.ts';

interface LintFlags {
	readonly kubernetesVersion?: string;
	readonly etcdVersion?: string;
	readonly fix?: boolean;
	readonly migrate?: boolean;
	readonly format: 'text' | 'json' | 'sarif';
	readonly failOn: Severity | 'never';
}

export function lintCommand(exit: (code: number) => void): Command {
	return new Command('lint')
		.description(t('Checks files that configure a control plane, without asking anybody.'))
		.argument('<path...>', t('files and folders; - reads from standard input'))
		.option('--kubernetes-version <version>', t('for files that do not say it themselves'))
		.option('--etcd-version <version>', t('for files that do not say it themselves'))
		.option('--fix', t('mend what can be mended, keeping comments and style'))
		.option('--migrate', t('bring files of kubeadm to its newest API version, keeping comments and style'))
		.addOption(
			new Option('--format <format>', t('form of the report')).choices(['text', 'json', 'sarif']).default('text'),
		)
		.addOption(
			new Option('--fail-on <severity>', t('exit 1 from this severity on'))
				.choices(['error', 'warning', 'never'])
				.default('error'),
		)
		.action(async (paths: readonly string[], flags: LintFlags) => exit(await lintFromTerminal(paths, flags)));
}

/** Standard input is a file of this name. */
const stdin = '<stdin>';

async function lintFromTerminal(paths: readonly string[], flags: LintFlags): Promise<number> {
	// The YAML library and the tables are for this command alone.
	const { lintFiles, renderLint, targetVersion } = await import('../app/lint-files.ts');
	const kubernetes = targetVersion(flags.kubernetesVersion);
	const etcd = targetVersion(flags.etcdVersion);
	const targets = { ...(kubernetes !== undefined && { kubernetes }), ...(etcd !== undefined && { etcd }) };
	const options = { settings: defaultSettings, targets, now: Date.now() };
	if ((flags.fix || flags.migrate) && paths.includes('-')) {
		throw new ExpectedError(t('Standard input cannot be mended: name the file.'));
	}
	const { files, skipped } = await readFiles(paths);
	const migrated = flags.migrate ? await migrateAll(files) : files;
	const mended = flags.fix ? await fixAll(migrated, options) : migrated;
	const run = await lintFiles(mended, paths, options, skipped, terminalHost().signal);
	process.stdout.write(renderLint(run, flags.format, version));
	return failsOn(run.report, flags.failOn);
}

type Lint = typeof import('../app/lint.ts');
type Files = Parameters<Lint['lint']>[0];

async function readFiles(paths: readonly string[]): Promise<{ files: Files; skipped: readonly string[] }> {
	const { readLintFiles } = await import('../app/lint-files.ts');
	const named = paths.filter(path => path !== '-');
	const read = named.length > 0 ? await readLintFiles(named, terminalHost().signal) : { files: [], skipped: [] };
	const piped = paths.includes('-') ? [{ path: stdin, text: await textOf(process.stdin) }] : [];
	return { files: [...read.files, ...piped], skipped: read.skipped };
}

async function fixAll(files: Files, options: Parameters<Lint['lint']>[1]): Promise<Files> {
	const { fixFile } = await import('../app/lint.ts');
	const mended: Files[number][] = [];
	for (const file of files) {
		const { text, fixed } = fixFile(file, options);
		mended.push({ ...file, text });
		if (text !== file.text) {
			await replaceText(file.path, file.text, text);
			process.stderr.write(`${t('{0}: {1} mended.', file.path, fixed)}\n`);
		}
	}
	return mended;
}

async function migrateAll(files: Files): Promise<Files> {
	const { migrateFile, newestKubeadmApi } = await import('../app/migrate.ts');
	const migrated: Files[number][] = [];
	for (const file of files) {
		const { text, refusals } = migrateFile(file);
		migrated.push({ ...file, text });
		refusals.forEach(refusal => process.stderr.write(`${t('{0}: not migrated: {1}', file.path, refusal)}\n`));
		if (text !== file.text) {
			await replaceText(file.path, file.text, text);
			process.stderr.write(`${t('{0}: migrated to {1}.', file.path, newestKubeadmApi)}\n`);
		}
	}
	return migrated;
}

/** A byte order mark is not part of the text that was judged, but of the file. */
async function replaceText(path: string, before: string, after: string): Promise<void> {
	const now = await readFile(path, 'utf8');
	const mark = now.startsWith('\uFEFF') && !before.startsWith('\uFEFF') ? '\uFEFF' : '';
	if (now !== mark + before) {
		throw new ExpectedError(t('{0} was changed by somebody else and is left as it is.', path));
	}
	await writeFile(path, mark + after);
}
