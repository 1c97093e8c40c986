import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf, type EtcdProcess } from '../../schema/etcd-process.ts';

/** A member that waits for less than five heartbeats would call elections without need: etcd does not start. */
export default configCheck({
	id: 'config/etcd-timeouts',
	title: 'Heartbeat and election timeout do not go together',
	remedy:
		'Make election-timeout at least five times heartbeat-interval, ten as a rule, and at most 50000 (milliseconds).',
	// Source: etcd's embed.Config.Validate.
	severity: 'error',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const heartbeat = numberOf(process, 'heartbeat-interval', 100);
			const election = numberOf(process, 'election-timeout', 1000);
			const setting = settingOf(process, 'election-timeout') ?? settingOf(process, 'heartbeat-interval');
			if (!setting || heartbeat === undefined || election === undefined) {
				continue;
			}
			if (heartbeat === 0 || election === 0) {
				yield problemAt(setting.site, t('Neither may be 0.'));
			} else if (election > 50_000) {
				yield problemAt(setting.site, t('An election timeout of {0} ms is more than etcd allows.', election));
			} else if (election < 5 * heartbeat) {
				yield problemAt(setting.site, t('{0} ms are less than five heartbeats of {1} ms.', election, heartbeat));
			}
		}
	},
});

/** Nothing where it is no plain number: that is for other rules. */
function numberOf(process: EtcdProcess, flag: string, byDefault: number): number | undefined {
	const setting = settingOf(process, flag);
	return !setting ? byDefault : /^\d{1,15}$/.test(setting.text ?? '') ? Number(setting.text) : undefined;
}
