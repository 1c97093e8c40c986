import { check } from '../../core/check.ts';
import { flagsOf } from '../../core/kubernetes-pods.ts';
import { called, flagAnchor, problemWith } from '../../core/kubernetes-problem.ts';
import { podsWithFlags } from '../../core/seen-pods.ts';
import { t } from '../../core/words.ts';

const unsafe: Readonly<Record<string, string>> = { 'unsafe-no-fsync': 'true', 'force-new-cluster': 'true' };

/** With these flags the next crash loses data, or the next start leaves the cluster. */
export default check({
	id: 'kubernetes/etcd-unsafe-flag',
	title: 'etcd runs with a flag for emergencies',
	remedy: 'Remove the flag from the manifest of the node.',
	severity: 'error',
	needs: ['pods'],
	params: {},
	*run({ pods }) {
		for (const pod of yield* podsWithFlags(pods.objects, 'etcd')) {
			const flags = flagsOf(pod);
			for (const flag of Object.keys(unsafe).filter(each => flags[each] === unsafe[each])) {
				yield problemWith(pod, t('{0} runs with --{1}.', called(pod), flag), { anchor: flagAnchor('etcd', flag) });
			}
		}
	},
});
