import { check } from '../../core/check.ts';
import { called, problemWith } from '../../core/kubernetes-problem.ts';
import { fieldOf, itemsOf, type KubeObject, textOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

/** Its address answers with an error, or with the wrong certificate. */
export default check({
	id: 'kubernetes/ingress-backend-missing',
	title: 'An ingress names something that is not there',
	remedy: 'Make the service, the class or the TLS secret that it names.',
	severity: 'error',
	needs: ['ingresses', 'ingressClasses', 'services', 'secrets'],
	params: {},
	*run({ ingresses, ingressClasses, services, secrets }) {
		for (const ingress of ingresses.objects) {
			const has = (objects: readonly KubeObject[], name: string | undefined) =>
				name === undefined ||
				objects.some(({ metadata }) => metadata.name === name && metadata.namespace === ingress.metadata.namespace);
			const className = textOf(ingress, 'spec', 'ingressClassName');
			const paths = itemsOf(ingress, 'spec', 'rules').flatMap(rule => itemsOf(rule, 'http', 'paths'));
			const backends = [fieldOf(ingress, 'spec', 'defaultBackend'), ...paths.map(path => fieldOf(path, 'backend'))].map(
				backend => textOf(backend, 'service', 'name'),
			);
			const hidden = itemsOf(ingress, 'spec', 'tls').map(tls => textOf(tls, 'secretName'));
			const missing = [
				...[...new Set(backends)]
					.filter(name => !has(services.objects, name))
					.map(name => t('the service {0}', name ?? '')),
				...[...new Set(hidden)]
					.filter(name => !has(secrets.objects, name))
					.map(name => t('the secret {0}', name ?? '')),
				...(className === undefined || ingressClasses.objects.some(({ metadata }) => metadata.name === className)
					? []
					: [t('the class {0}', className)]),
			];
			if (missing.length > 0) {
				yield problemWith(ingress, t('{0} names what is not there: {1}.', called(ingress), missing.join(', ')));
			}
		}
	},
});
