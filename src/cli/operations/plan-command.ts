import { Command } from 'commander';
import { t } from '../../core/words.ts';
import { isFinished } from '../../operations/journal.ts';
import { clusterLabel } from '../../operations/plan.ts';
import { withOperationFlags, type OperationFlags } from './flags.ts';
import { resume } from './operate.ts';

export function planCommand(exit: (code: number) => void): Command {
	const command = new Command('plan').description(t('Shows what was done to clusters from here, and goes on with it.'));
	command
		.command('list')
		.description(t('Shows every plan that was approved, and whether it came to its end.'))
		.action(async () => exit(await printPlans()));
	command
		.command('show <plan>')
		.description(t('Prints the runbook of a plan, and how far it came.'))
		.action(async (id: string) => exit(await printPlan(id)));
	withOperationFlags(command.command('resume <plan>'))
		.description(t('Goes on with a plan that was interrupted.'))
		.option('--hosts <file>', t('hosts.json, where passwords are needed to reach the hosts of the plan'))
		.action(async (id: string, flags: OperationFlags) => exit(await resume(flags, id)));
	return command;
}

async function printPlans(): Promise<number> {
	const { allJournals } = await import('../../app/plans.ts');
	for (const journal of await allJournals()) {
		const { id, title, cluster } = journal.plan;
		const standing = isFinished(journal) ? t('completed') : t('not completed');
		process.stdout.write(`${[id, clusterLabel(cluster), title, standing].join('  ')}\n`);
	}
	return 0;
}

async function printPlan(id: string): Promise<number> {
	const { journalOf } = await import('../../app/plans.ts');
	const { runbook } = await import('../../operations/runbook.ts');
	const journal = await journalOf(id);
	process.stdout.write(runbook(journal.plan, journal));
	return isFinished(journal) ? 0 : 1;
}
