import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { splitHostPort } from '../../core/formats/names.ts';
import { t } from '../../core/words.ts';

/** The API server validates this file when it starts, and stops at what it cannot use. */
export default configCheck({
	id: 'config/tracing-config-invalid',
	title: 'The configuration of tracing is not usable',
	remedy: 'Write samplingRatePerMillion from 0 to 1000000, and an endpoint as host:port, such as localhost:4317.',
	// Source: ValidateTracingConfiguration of k8s.io/component-base.
	severity: 'error',
	kinds: ['apiserver/TracingConfiguration'],
	*each(root) {
		const rate = scalarOf(fieldAt(root, 'samplingRatePerMillion'));
		const value = rate?.node.type === 'int' ? Number(rate.text) : undefined;
		if (rate && value !== undefined && (value < 0 || value > 1_000_000)) {
			yield problemAt(rate, t('{0} is not between 0 and 1000000.', rate.text));
		} else if (rate && value === 1_000_000) {
			yield problemAt(rate, t('Every request is traced: that costs time on a busy cluster.'), { severity: 'info' });
		}
		const endpoint = scalarOf(fieldAt(root, 'endpoint'));
		const isAddress =
			/^(?:https?|dns|unix|passthrough):/.test(endpoint?.text ?? '') || splitHostPort(endpoint?.text ?? '');
		if (endpoint && endpoint.text !== '' && !isAddress) {
			yield problemAt(endpoint, t('"{0}" is no host with a port.', endpoint.text), { severity: 'warning' });
		} else if (endpoint && /^https?:/.test(endpoint.text)) {
			yield problemAt(endpoint, t('Spans are sent by gRPC, and the address has no scheme.'), { severity: 'warning' });
		}
	},
});
