import { configCheck } from '../../core/config-check.ts';
import { entriesOf, fieldAt, problemAt, scalarOf, type Site } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';
import { containersIn, isDevice, podKinds, podSpecOf } from '../../schema/pod-specs.ts';

/** A device is there or not: it cannot be shared out in parts, nor promised and not given. */
export default configCheck({
	id: 'config/pod-device-request-invalid',
	title: 'Devices are not rightly asked for',
	remedy: 'Write a whole number below limits; requests may be left out, or must be the same.',
	// Source: the documentation of Kubernetes, "Device Plugins": extended resources cannot be overcommitted.
	severity: 'error',
	kinds: podKinds,
	*each(root) {
		const spec = podSpecOf(root);
		for (const container of spec ? containersIn(spec) : []) {
			yield* judge(container);
		}
	},
});

function* judge(container: Site): Generator<Outcome> {
	const limits = fieldAt(container, 'resources', 'limits');
	const requests = fieldAt(container, 'resources', 'requests');
	const devices = [limits, requests].flatMap(each => (each ? entriesOf(each).filter(({ key }) => isDevice(key)) : []));
	for (const site of devices) {
		const text = scalarOf(site)?.text;
		if (text !== undefined && !/^\d+(?:k|M|G|e\d+)?$/.test(text)) {
			yield problemAt(site, t('"{0}" is no whole number of devices.', text));
		}
	}
	for (const { key, ...site } of requests ? entriesOf(requests).filter(entry => isDevice(entry.key)) : []) {
		const limit = limits && fieldAt(limits, key);
		const own = scalarOf(site)?.text;
		const other = scalarOf(limit)?.text;
		if (!limit) {
			yield problemAt(site, t('"{0}" must stand below limits too.', key), { part: 'key' });
		} else if (own !== undefined && other !== undefined && own !== other) {
			yield problemAt(site, t('The limit is {0}: for devices both must be the same.', other));
		}
	}
}
