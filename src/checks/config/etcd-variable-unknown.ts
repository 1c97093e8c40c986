import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { t } from '../../core/words.ts';
import { etcdFlag, etcdFlagNames, flagStatus } from '../../schema/etcd-flags.ts';
import { etcdProcessesOf, flagFix, variableOf, type EtcdProcess } from '../../schema/etcd-process.ts';

/** Scripts around etcd have variables of their own: these are often among them. */
const others = new Set(['home', 'user', 'group', 'root-password', 'unsupported-arch', 'image', 'opts', 'args']);

/** etcd writes one line to its log for a variable that it does not know, and goes on with the default. */
export default configCheck({
	id: 'config/etcd-variable-unknown',
	title: 'etcd does not know a variable',
	remedy: 'Correct the name: it is that of the flag in capitals, with ETCD_ before it and underscores for dashes.',
	// Source: etcd's SetFlagsFromEnv, "unrecognized environment variable".
	severity: 'warning',
	kinds: ['etcd-environment', 'etcd-unit', 'static-pod', 'workload'],
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const variables = process.settings.filter(({ isVariable }) => isVariable);
			// Among few names that etcd knows, the others may well be of somebody else.
			const isOwn = variables.filter(({ flag }) => isKnown(process, flag)).length >= 3;
			for (const setting of variables) {
				const { flag, written, nameSite, namePart } = setting;
				const meant = nearest(flag, etcdFlagNames);
				if (!isKnown(process, flag) && !others.has(flag) && (isOwn || meant !== undefined)) {
					const message =
						meant === undefined
							? t('etcd has no variable "{0}".', written)
							: t('etcd has no variable "{0}", but "{1}".', written, variableOf(meant));
					const fix =
						meant === undefined ? undefined : flagFix(t('Rename to "{0}"', variableOf(meant)), process, setting, meant);
					yield problemAt(nameSite, message, { part: namePart, fix });
				}
			}
		}
	},
});

function isKnown({ version }: EtcdProcess, flag: string): boolean {
	return etcdFlag(flag) !== undefined && (!version || flagStatus(flag, version) !== 'unknown');
}
