import type { Command } from 'commander';
import { t } from '../../core/words.ts';
import { withConnectionFlags, type ConnectionFlags } from '../flags.ts';

export interface OperationFlags extends ConnectionFlags {
	readonly dryRun?: boolean;
	readonly yes?: boolean;
	readonly cluster?: string;
	readonly unlock?: boolean;
	readonly byHandDone?: boolean;
}

/** What every command has that can change a cluster. */
export function withOperationFlags(command: Command): Command {
	return withConnectionFlags(command)
		.option('--dry-run', t('print the plan and do nothing'))
		.option('--yes', t('do not ask; --cluster must name the cluster'))
		.option('--cluster <name>', t('the name of the connection or the id of the cluster; another one is exit 2'))
		.option('--by-hand-done', t('take the first step that is done by hand as done'))
		.option('--unlock', t('let this run change the cluster though the connection is read-only'));
}
