import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { parseUrl } from '../../core/formats/url.ts';
import { t } from '../../core/words.ts';

/** The kubelet and kubeadm reach the container runtime by this socket. */
export default configCheck({
	id: 'config/cri-socket-invalid',
	title: 'A container runtime socket is not readable',
	remedy: 'Write it as a URL such as unix:///run/containerd/containerd.sock.',
	severity: 'warning',
	kinds: ['kubeadm/InitConfiguration', 'kubeadm/JoinConfiguration', 'kubeadm/ResetConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'nodeRegistration.criSocket', 'criSocket')) {
			if (site.text.startsWith('unix://')) {
				yield* parseUrl(site.text) ? [] : [problemAt(site, t('"{0}" is no URL.', site.text), { severity: 'error' })];
				continue;
			}
			const whole = `unix://${site.text}`;
			const fix = site.text.startsWith('/') ? setFix(t('Write "{0}"', whole), site, whole) : undefined;
			const message = fix
				? t('A socket without "unix://" is deprecated.')
				: t('kubeadm takes unix sockets alone, and would make "{0}" of this.', whole);
			const isReadable = parseUrl(whole) !== undefined;
			yield problemAt(site, message, { fix, severity: isReadable ? 'warning' : 'error' });
		}
	},
});
