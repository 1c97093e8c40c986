import { Argument, Command } from 'commander';
import { t } from '../../core/words.ts';
import { distributions, guidance, type Distribution } from '../../operations/maintenance/distributions.ts';

/** What to type where something else governs etcd. Asks nobody. */
export function guideCommand(exit: (code: number) => void): Command {
	return new Command('guide')
		.description(t('Prints the commands to run with K3s, RKE2 or Cluster API, and the reasons.'))
		.addArgument(new Argument('<distribution>', t('which one')).choices(distributions))
		.action((distribution: Distribution) => {
			process.stdout.write(guidance(distribution));
			exit(0);
		});
}
