import { check } from '../../core/check.ts';
import { controlPlanePods, flagsOf } from '../../core/kubernetes-pods.ts';
import { flagAnchor } from '../../core/kubernetes-problem.ts';
import { t } from '../../core/words.ts';

/** Every change stays in the database for ever, until its quota is reached. */
export default check({
	id: 'kubernetes/compaction-off',
	title: 'Nobody compacts etcd',
	remedy: 'Let the API server compact (--etcd-compaction-interval), or etcd itself (--auto-compaction-retention).',
	severity: 'warning',
	needs: ['pods'],
	params: {},
	*run({ pods }) {
		const servers = controlPlanePods(pods.objects, 'kube-apiserver').map(flagsOf);
		const etcds = controlPlanePods(pods.objects, 'etcd').map(flagsOf);
		if (servers.length === 0 || etcds.length === 0) {
			yield { notApplicable: t('The flags of the API server and of etcd are not to be seen here.') };
			return;
		}
		const isOff = servers.every(flags => /^0[a-z]*$/.test(flags['etcd-compaction-interval'] ?? ''));
		const isManual = etcds.every(
			flags => !('config-file' in flags) && /^(?:0[a-z]*)?$/.test(flags['auto-compaction-retention'] ?? ''),
		);
		if (isOff && isManual) {
			yield {
				message: t('The API servers do not compact etcd, and etcd does not do so itself.'),
				subject: { kind: 'cluster' },
				anchor: flagAnchor('kube-apiserver', 'etcd-compaction-interval'),
			};
		}
	},
});
