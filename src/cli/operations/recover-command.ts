import { Command, Option } from 'commander';
import { t } from '../../core/words.ts';
import { withOperationFlags, type OperationFlags } from './flags.ts';
import { operateOnHosts } from './operate.ts';

const ways = ['start', 'force-new-cluster', 'restore-snapshot'] as const;

interface RecoverFlags extends OperationFlags {
	readonly hosts: string;
	readonly sshConfig?: string;
	readonly way?: (typeof ways)[number];
	readonly snapshot?: string;
	readonly format?: 'text' | 'json';
}

export function recoverCommand(exit: (code: number) => void): Command {
	const command = new Command('recover').description(t('Brings a cluster back that has lost its quorum.'));
	withHosts(command.command('assess'))
		.description(t('Looks at hosts and copies of their data, ranks them, and says what can be done. Changes nothing.'))
		.addOption(new Option('--format <format>', t('form of the output')).choices(['text', 'json']).default('text'))
		.action(async (flags: RecoverFlags) => exit(await printSurvey(flags)));
	withOperationFlags(withHosts(command.command('run')))
		.description(t('Shows the plan of the best way, or of the one named, and goes it step by step.'))
		.addOption(new Option('--way <way>', t('another way than the best')).choices(ways))
		.option('--snapshot <file>', t('what to restore: a snapshot, or the database of a member'))
		.action(async (flags: RecoverFlags) => exit(await recover(flags)));
	return command;
}

function withHosts(command: Command): Command {
	return command
		.requiredOption('--hosts <file>', t('hosts.json: how each host is reached'))
		.option('--ssh-config <file>', t('instead of ~/.ssh/config'));
}

/** 0 where nothing is unknown, else 1. */
async function printSurvey(flags: RecoverFlags): Promise<number> {
	const { assessments, decision, snapshots } = await surveyOf(flags);
	if (flags.format === 'json') {
		process.stdout.write(`${JSON.stringify({ assessments, decision, snapshots }, undefined, '\t')}\n`);
	} else {
		const { surveyText } = await import('../../operations/recovery/survey-text.ts');
		process.stdout.write(surveyText(assessments, decision, snapshots));
	}
	return decision.unknown.length === 0 ? 0 : 1;
}

async function recover(flags: RecoverFlags): Promise<number> {
	const { planOf } = await import('../../app/recover/recover.ts');
	const { way: kind, snapshot } = flags;
	const choice = { ...(kind && { kind }), ...(snapshot !== undefined && { snapshot }) };
	const plan = await planOf(await surveyOf(flags), choice, new AbortController().signal);
	return operateOnHosts(flags, plan, flags.hosts);
}

async function surveyOf({ hosts, sshConfig }: RecoverFlags) {
	const { readHosts, survey } = await import('../../app/recover/recover.ts');
	const abort = new AbortController();
	const stop = () => abort.abort();
	process.once('SIGINT', stop);
	try {
		return await survey(await readHosts(hosts, sshConfig), {
			signal: abort.signal,
			progress: (host, message) => process.stderr.write(`${host}: ${message}\n`),
		});
	} finally {
		process.removeListener('SIGINT', stop);
	}
}
