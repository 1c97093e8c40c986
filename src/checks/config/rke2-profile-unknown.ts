import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

/** RKE2 stops at a profile that it does not know, and names with a version are of old releases. */
export default configCheck({
	id: 'config/rke2-profile-unknown',
	title: 'RKE2 has no such profile',
	remedy: 'Write "cis", or "etcd" for the protection of etcd\'s files alone; both need a user etcd on the machine.',
	// Source: the documentation of RKE2, "CIS Hardening Guide".
	severity: 'warning',
	kinds: ['k3s'],
	*each(root) {
		const profile = scalarOf(fieldAt(root, 'profile'));
		if (profile && !['', 'cis', 'etcd'].includes(profile.text)) {
			yield problemAt(profile, t('Of profiles RKE2 has "cis" and "etcd" today, not "{0}".', profile.text));
		}
	},
});
