import { configCheck } from '../../core/config-check.ts';
import { problemAt, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

const flags = ['MNT_FORCE', 'MNT_DETACH', 'MNT_EXPIRE', 'UMOUNT_NOFOLLOW'];

/** kubeadm passes these to the kernel, and refuses others. */
export default configCheck({
	id: 'config/unmount-flag-invalid',
	title: 'An unmount flag does not exist',
	remedy: 'Write MNT_FORCE, MNT_DETACH, MNT_EXPIRE or UMOUNT_NOFOLLOW.',
	severity: 'error',
	kinds: ['kubeadm/ResetConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'unmountFlags.*')) {
			if (!flags.includes(site.text)) {
				yield problemAt(site, t('There is no unmount flag "{0}".', site.text));
			}
		}
	},
});
