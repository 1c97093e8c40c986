import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { nearest } from '../../core/nearest.ts';
import { minorOf } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { featureGates } from '../../schema/etcd-flags.ts';
import { etcdKinds, etcdProcessesOf, flagFix, settingOf } from '../../schema/etcd-process.ts';

/** etcd stops at a gate that it does not know. */
export default configCheck({
	id: 'config/etcd-feature-gate-unknown',
	title: 'etcd has no such feature gate',
	remedy: 'Correct the name, or remove the gate.',
	severity: 'error',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const setting = settingOf(process, 'feature-gates');
			const known = process.version
				? (featureGates[minorOf(process.version)] ?? [])
				: Object.values(featureGates).flat();
			if (setting?.text === undefined || known.length === 0) {
				continue;
			}
			const gates = new Map(
				setting.text
					.split(',')
					.filter(pair => pair.trim() !== '')
					.map(pair => [pair.split('=')[0]?.trim() ?? '', pair.split('=')[1]?.trim()]),
			);
			for (const [gate, value] of gates) {
				if (!known.includes(gate)) {
					const meant = nearest(gate, known);
					const whole = meant === undefined || gates.has(meant) ? undefined : setting.text.replace(gate, meant);
					const fix =
						whole === undefined || process.origin === 'etcd-config'
							? undefined
							: flagFix(t('Write "{0}"', whole), process, setting, setting.flag, whole);
					yield problemAt(setting.site, t('etcd has no feature gate "{0}".', gate), { fix });
				} else if (value === undefined || !/^(?:1|t|true|0|f|false)$/i.test(value)) {
					yield problemAt(setting.site, t('The gate "{0}" must be true or false.', gate));
				}
			}
			if (gates.get('LeaseCheckpointPersist') === 'true' && gates.get('LeaseCheckpoint') !== 'true') {
				yield problemAt(setting.site, t('"{0}" needs "{1}".', 'LeaseCheckpointPersist', 'LeaseCheckpoint'));
			}
		}
	},
});
