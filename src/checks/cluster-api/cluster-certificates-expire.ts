import { check } from '../../core/check.ts';
import { clusterApiObjects } from '../../core/cluster-api-checks.ts';
import { expiryOf } from '../../core/kubernetes-certificates.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { labelOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** The kubeconfig is renewed half a year before; an authority is not renewed at all. */
export default check({
	id: 'cluster-api/cluster-certificates-expire',
	title: 'The kubeconfig or an authority of a Cluster expires',
	remedy:
		'For the kubeconfig look why its controller does not renew it (paused?); an authority must be rotated by hand.',
	severity: 'warning',
	needs: ['secretCertificates', 'clusters', 'now'],
	params: {
		kubeconfigDays: {
			default: 150,
			unit: 'days',
			description: 'Days that the kubeconfig has left.',
			source: 'KubeadmControlPlane renews when half a year is left',
		},
		authorityDays: {
			default: 365,
			unit: 'days',
			description: 'Days that an authority has left.',
			source: 'Our proposal: a year, since it is much work',
		},
		errorDays: {
			default: 30,
			unit: 'days',
			description: 'Days left from which it is an error.',
			source: 'Our proposal: a month',
		},
	},
	*run({ secretCertificates, clusters, now }, { kubeconfigDays, authorityDays, errorDays }) {
		for (const cluster of yield* clusterApiObjects(clusters)) {
			const { namespace, name } = cluster.metadata;
			const own = ['kubeconfig', 'ca', 'etcd', 'proxy'].map(part => ({ part, secret: `${name}-${part}` }));
			for (const { part, secret } of own) {
				const found = secretCertificates.find(({ object }) => object.namespace === namespace && object.name === secret);
				const expiry =
					found && expiryOf(found.certificate, now, part === 'kubeconfig' ? kubeconfigDays : authorityDays, errorDays);
				if (expiry) {
					yield {
						message: t('The certificate in {0} {1}.', labelOf(found.object), expiry.words),
						severity: expiry.severity,
						subject: subjectOfObject(found.object),
					};
				}
			}
		}
	},
});
