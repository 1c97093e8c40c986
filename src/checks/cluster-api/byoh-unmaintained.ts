import { check } from '../../core/check.ts';
import { byohObjects } from '../../core/cluster-api-checks.ts';
import { t } from '../../core/words.ts';

/** No commit since February 2024, and the contract v1beta1 alone. */
export default check({
	id: 'cluster-api/byoh-unmaintained',
	title: 'The provider BYOH is not maintained any more',
	remedy: 'Plan to leave it before Cluster API 1.16.',
	severity: 'info',
	needs: ['byoHosts'],
	params: {},
	// Source: vmware-tanzu/cluster-api-provider-bringyourownhost
	*run({ byoHosts }) {
		yield* byohObjects(byoHosts);
		if (byoHosts.served) {
			yield {
				message: t('The provider BYOH is installed, which nobody maintains any more.'),
				subject: { kind: 'cluster' },
			};
		}
	},
});
