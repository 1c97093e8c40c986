import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import type { Fix } from '../../core/fix.ts';
import { nearest } from '../../core/nearest.ts';
import { minorOf, type Version } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { etcdFlag, etcdFlagNames, flagStatus } from '../../schema/etcd-flags.ts';
import { gateFix, gateOf } from '../../schema/etcd-gates.ts';
import { type EtcdProcess, etcdProcessesOf, type EtcdSetting, flagFix, flagKinds } from '../../schema/etcd-process.ts';
import { removeSetting } from '../../schema/setting-fix.ts';

/** etcd stops at a flag it does not know: the pod crashes over and over, at once or at the next upgrade. */
export default configCheck({
	id: 'config/etcd-flag-unknown',
	title: 'etcd does not know a flag',
	remedy: 'Correct the name, or use what this version of etcd has in its place.',
	severity: 'error',
	kinds: flagKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			for (const setting of process.settings) {
				const { flag, nameSite, namePart, isVariable } = setting;
				// Names that are no flags at all are told of elsewhere, and of variables etcd knows more and minds less.
				if (!isVariable && /^[a-z0-9][a-z0-9-]*$/i.test(flag) && isUnknown(flag, process.version)) {
					const message = messageOf(flag, process.version);
					yield problemAt(nameSite, message, { part: namePart, fix: fixOf(process, setting) });
				}
			}
		}
	},
});

/** Where the version is not told, only what no version knows. */
function isUnknown(flag: string, version: Version | undefined): boolean {
	return version ? flagStatus(flag, version) === 'unknown' : etcdFlag(flag) === undefined;
}

function messageOf(flag: string, version: Version | undefined): string {
	if (!version || etcdFlag(flag) === undefined) {
		return t('etcd has no flag "{0}".', flag);
	}
	return t('etcd {0} has no flag "{1}".', `${minorOf(version)}.${version.patch}`, flag);
}

function fixOf(process: EtcdProcess, setting: EtcdSetting): Fix | undefined {
	const { flag } = setting;
	const taken = new Set(process.settings.map(each => each.flag));
	const isFree = (name: string) => !taken.has(name) && !isUnknown(name, process.version);
	const replacement = etcdFlag(flag)?.replacement?.replace(/^--/, '');
	if (gateOf(flag) !== undefined) {
		return gateFix(process, setting);
	}
	const known = etcdFlagNames.filter(isFree);
	const renamed = [replacement ?? '', `experimental-${flag}`, flag.replace(/^experimental-/, '')];
	const meant = renamed.find(name => known.includes(name)) ?? (etcdFlag(flag) ? undefined : nearest(flag, known));
	if (meant !== undefined) {
		return flagFix(t('Rename to "{0}"', meant), process, setting, meant);
	}
	return etcdFlag(flag) ? removeSetting(t('Delete the flag'), setting) : undefined;
}
