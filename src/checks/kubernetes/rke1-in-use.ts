import { check } from '../../core/check.ts';
import { t } from '../../core/words.ts';

/** It gets no fixes any more. */
export default check({
	id: 'kubernetes/rke1-in-use',
	title: 'The cluster was made by RKE1',
	remedy: 'Move to RKE2.',
	severity: 'warning',
	needs: ['nodes'],
	params: {},
	// Source: Rancher, end of life of RKE1 on 2025-07-31
	*run({ nodes }) {
		const own = nodes.objects.filter(({ metadata }) =>
			Object.keys(metadata.annotations ?? {}).some(key => key.startsWith('rke.cattle.io/') && key !== 'rke.cattle.io/'),
		);
		const isRke1 = own.some(
			({ metadata }) =>
				'rke.cattle.io/internal-ip' in (metadata.annotations ?? {}) ||
				'rke.cattle.io/external-ip' in (metadata.annotations ?? {}),
		);
		if (isRke1) {
			yield {
				message: t('The nodes of this cluster were made by RKE1, whose life ended on 2025-07-31.'),
				subject: { kind: 'cluster' },
			};
		}
	},
});
