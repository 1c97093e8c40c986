import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { ofCluster } from '../../core/cluster.ts';
import { parseDuration } from '../../core/duration.ts';
import type { ComponentSpec, Facts, From } from '../../core/facts.ts';
import { answered, answersOf, labelOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const gates = ['InitialCorruptCheck', 'CompactHashCheck'];

/** etcd can compare the members' data itself, at start and after each compaction, which costs little; by default it does not. */
export default check({
	id: 'etcd/corruption-check-off',
	title: 'etcd does not look for corruption',
	remedy:
		'Set --feature-gates=InitialCorruptCheck=true,CompactHashCheck=true (before 3.6 --experimental-initial-corrupt-check and --experimental-compact-hash-check-enabled).',
	// Source: etcd's operations guide on data corruption.
	severity: 'info',
	needs: ['statuses', 'metrics', 'manifests'],
	params: {},
	*run(facts) {
		const off: From[] = [];
		for (const reply of yield* answered(ofCluster(facts.statuses, facts.statuses), 'statuses')) {
			const told = [byMetrics(reply, facts.metrics), byManifest(reply, facts.manifests)];
			const isOn = told.find(each => each === true) ?? told.find(each => each !== undefined);
			if (isOn === undefined) {
				yield {
					unknown: t('{0} tells no feature gates, and no file of the workspace sets its flags.', labelOf(reply)),
					missing: ['metrics', 'manifests'],
				};
			} else if (!isOn) {
				off.push(reply);
			}
		}
		if (off.length > 0) {
			yield {
				message: t('No corruption check runs on {0}.', off.map(from => from.memberName ?? from.endpoint).join(', ')),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(
					['feature-gates', 'experimental-initial-corrupt-check', 'data-dir'],
					off.length === 1 ? off[0] : {},
				),
			};
		}
	},
});

/** Told by etcd 3.6 and newer; the flag for a periodic check has no gate, so `false` is not the last word. */
function byMetrics(from: From, metrics: Facts['metrics']): boolean | undefined {
	const own = answersOf(metrics).find(reply => reply.endpoint === from.endpoint);
	const told = own?.answer.first.filter(
		({ name, labels }) => name === 'etcd_server_feature_enabled' && gates.includes(labels['name'] ?? ''),
	);
	return told && told.length > 0 ? told.some(({ value }) => value === 1) : undefined;
}

function byManifest(from: From, manifests: readonly ComponentSpec[]): boolean | undefined {
	const etcd = manifests.filter(spec => spec.component === 'etcd');
	// A file that names its member speaks for that member alone.
	const own = etcd.filter(spec => spec.memberName === undefined || spec.memberName === from.memberName);
	const isOn = own.some(({ flags }) => isChecking(flags));
	// kubeadm turns the check on by itself, without a word of it in its configuration.
	return isOn || own.some(({ isPartial }) => !isPartial) ? isOn : undefined;
}

function isChecking(flags: ComponentSpec['flags']): boolean {
	const given = (name: string) => flags[name] ?? flags[`experimental-${name}`];
	const isTrue = (value: string | undefined) => value === '' || value === 'true';
	const gated = (flags['feature-gates'] ?? '').split(',').map(gate => gate.trim());
	return (
		gates.some(gate => gated.includes(`${gate}=true`)) ||
		isTrue(given('initial-corrupt-check')) ||
		isTrue(given('compact-hash-check-enabled')) ||
		(parseDuration(given('corrupt-check-time') ?? '0') ?? 0) > 0
	);
}
