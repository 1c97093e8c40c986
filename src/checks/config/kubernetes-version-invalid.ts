import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, textsAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

const release =
	/^v?(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[-\dA-Za-z]+(?:\.[-\dA-Za-z]+)*)?(?:\+[-\dA-Za-z]+(?:\.[-\dA-Za-z]+)*)?$/;
/** Names that kubeadm looks up on the internet. */
const label = /^(?:(?:release|ci)\/)?(?:latest|stable)+(?:-[1-9](?:\.[1-9]\d?)?)?$/;
const build = /^(?:release|ci)\/[-\w.+]+$/;

/** kubeadm installs this version, and knows neither minor versions without a patch nor words of its own. */
export default configCheck({
	id: 'config/kubernetes-version-invalid',
	title: 'A version of Kubernetes is not readable',
	remedy: 'Write all three numbers, such as v1.36.2, or a label such as stable-1.36.',
	severity: 'error',
	kinds: ['kubeadm/ClusterConfiguration'],
	*each(root) {
		for (const site of textsAt(root, 'kubernetesVersion')) {
			const { text } = site;
			if (!release.test(text) && !label.test(text) && !build.test(text)) {
				const minor = /^v?(\d+\.\d+)$/.exec(text.trim())?.[1];
				const whole = minor === undefined ? undefined : `v${minor}.0`;
				const fix = whole === undefined ? undefined : setFix(t('Write "{0}"', whole), site, whole);
				yield problemAt(site, t('"{0}" is neither a version nor a label.', text), { fix });
			}
		}
	},
});
