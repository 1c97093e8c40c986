import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { t } from '../../core/words.ts';
import { apiServerKinds, apiServersOf } from '../../schema/api-server.ts';
import { apiServerEtcdFlags, removedApiServerFlags } from '../../schema/api-server-flags.ts';
import { removeSetting } from '../../schema/setting-fix.ts';

/** The API server stops at a flag that it does not know, most often after an upgrade took one away. */
export default configCheck({
	id: 'config/apiserver-flag-unknown',
	title: 'The API server does not know a flag',
	remedy: 'Remove the flag, or correct its name.',
	// Source: the flags that k8s.io/kubernetes and k8s.io/apiserver define in each release.
	severity: 'error',
	kinds: apiServerKinds,
	*each(root, around) {
		for (const { settings, version } of apiServersOf(root, around)) {
			for (const setting of settings) {
				const { flag, nameSite, namePart } = setting;
				const last = Object.hasOwn(removedApiServerFlags, flag) ? removedApiServerFlags[flag] : undefined;
				if (last !== undefined && version?.major === 1 && version.minor > last) {
					yield problemAt(nameSite, t('Kubernetes has no "{0}" since {1}.', flag, `1.${last + 1}`), {
						part: namePart,
						fix: removeSetting(t('Delete the flag'), setting),
					});
				} else if (/^etcd-|^encryption-/.test(flag) && last === undefined && !apiServerEtcdFlags.includes(flag)) {
					const meant = nearest(flag, apiServerEtcdFlags);
					const message =
						meant === undefined
							? t('The API server has no flag "{0}".', flag)
							: t('The API server has no flag "{0}", but "{1}".', flag, meant);
					yield problemAt(nameSite, message, { part: namePart });
				}
			}
		}
	},
});
