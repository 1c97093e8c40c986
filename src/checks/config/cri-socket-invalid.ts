import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { parseUrl } from '../../core/formats/names.ts';
import { t } from '../../core/words.ts';

/** The kubelet and kubeadm reach the container runtime by this socket. */
export default configCheck({
	id: 'config/cri-socket-invalid',
	title: 'A container runtime socket is not readable',
	remedy: 'Write it as a URL such as unix:///run/containerd/containerd.sock.',
	severity: 'error',
	kinds: ['kubeadm/InitConfiguration', 'kubeadm/JoinConfiguration', 'kubeadm/ResetConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'nodeRegistration.criSocket', 'criSocket')) {
			const url = parseUrl(site.text);
			if (site.text.startsWith('/')) {
				const whole = `unix://${site.text}`;
				const fix = setFix(t('Write "{0}"', whole), site, whole);
				yield problemAt(site, t('A socket without "unix://" is deprecated.'), { severity: 'warning', fix });
			} else if (url?.scheme !== 'unix') {
				yield problemAt(site, t('kubeadm takes sockets that begin with "unix://" alone.'));
			}
		}
	},
});
