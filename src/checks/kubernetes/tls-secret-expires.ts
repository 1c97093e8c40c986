import { check } from '../../core/check.ts';
import { expiryOf, namesHost } from '../../core/kubernetes-certificates.ts';
import { subjectOfObject } from '../../core/kubernetes-problem.ts';
import { itemsOf, type KubeObject, labelOf, type ObjectReference, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Browsers and clients refuse the service that shows it. */
export default check({
	id: 'kubernetes/tls-secret-expires',
	title: 'A certificate in a TLS secret expires, or does not fit',
	remedy: 'Renew it; let cert-manager do so.',
	severity: 'warning',
	needs: ['secretCertificates', 'ingresses', 'now'],
	params: {
		warnDays: {
			default: 14,
			unit: 'days',
			description: 'Days left from which it warns.',
			source: 'cert-manager and ACME clients renew when 30 days are left; half of that',
		},
		errorDays: {
			default: 3,
			unit: 'days',
			description: 'Days left from which it is an error.',
			source: 'Our proposal: a weekend',
		},
	},
	*run({ secretCertificates, ingresses, now }, { warnDays, errorDays }) {
		for (const { object, certificate, field, keyFits } of secretCertificates.filter(
			each => !isOfClusterApi(each.object.name),
		)) {
			const about = { subject: subjectOfObject(object) };
			const expiry = expiryOf(certificate, now, warnDays, errorDays);
			if (expiry) {
				yield {
					message: t('The certificate in {0}, {1}, {2}.', labelOf(object), field, expiry.words),
					severity: expiry.severity,
					...about,
				};
			}
			if (keyFits === false) {
				yield {
					message: t('The key in {0} is not that of its certificate.', labelOf(object)),
					severity: 'error',
					...about,
				};
			}
			for (const host of hostsOf(object, ingresses.objects).filter(each => !namesHost(certificate, each))) {
				yield {
					message: t('The certificate in {0} does not name {1}, for which an ingress uses it.', labelOf(object), host),
					...about,
				};
			}
		}
	},
});

function hostsOf({ namespace, name }: ObjectReference, ingresses: readonly KubeObject[]): string[] {
	const own = ingresses
		.filter(({ metadata }) => metadata.namespace === namespace)
		.flatMap(ingress => itemsOf(ingress, 'spec', 'tls'));
	const hosts = own.filter(tls => textOf(tls, 'secretName') === name).flatMap(tls => itemsOf(tls, 'hosts'));
	return [...new Set(hosts.filter(host => typeof host === 'string'))];
}

/** Those of Cluster API have a check of their own. */
function isOfClusterApi(name: string): boolean {
	return /-(?:ca|etcd|proxy|sa|kubeconfig)$/.test(name);
}
