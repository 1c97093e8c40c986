import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf, processKinds, settingOf } from '../../schema/etcd-process.ts';

/** Four members survive one failure, as three do, and there are four that can fail. */
export default configCheck({
	id: 'config/etcd-members-even',
	title: 'The number of members is even',
	remedy: 'Use three members, or five.',
	severity: 'info',
	kinds: processKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const cluster = settingOf(process, 'initial-cluster');
			const names = new Set((cluster?.text ?? '').split(',').flatMap(pair => /^\s*([^=\s]+)=/.exec(pair)?.[1] ?? []));
			const survives = Math.ceil(names.size / 2) - 1;
			if (cluster && names.size > 0 && names.size % 2 === 0) {
				yield problemAt(
					cluster.site,
					t('{0} members survive as many failures as {2}: {1}.', names.size, survives, names.size - 1),
				);
			}
		}
	},
});
