import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf, setFix } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

const name = 'kubeadm.kubernetes.io/etcd.advertise-client-urls';

/** kubeadm finds the members of the cluster by this annotation when it joins, resets and upgrades nodes. */
export default configCheck({
	id: 'config/static-pod-annotation-differs',
	title: 'The annotation for kubeadm differs from the flag',
	remedy: 'Write the value of advertise-client-urls.',
	severity: 'warning',
	kinds: ['static-pod'],
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const annotation = scalarOf(fieldAt(root, 'metadata', 'annotations', name));
			const advertised = settingOf(process, 'advertise-client-urls')?.text;
			if (annotation && advertised !== undefined && annotation.text !== advertised) {
				const fix = setFix(t('Write "{0}"', advertised), annotation, advertised);
				yield problemAt(annotation, t('The flag says {0}.', advertised), { fix });
			}
		}
	},
});
