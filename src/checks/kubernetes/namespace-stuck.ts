import { check } from '../../core/check.ts';
import { problemWith } from '../../core/kubernetes-problem.ts';
import { isOlder } from '../../core/kubernetes-time.ts';
import { conditionOf } from '../../core/kubernetes.ts';
import { t } from '../../core/words.ts';

const troubles = [
	'NamespaceDeletionDiscoveryFailure',
	'NamespaceDeletionGroupVersionParsingFailure',
	'NamespaceDeletionContentFailure',
	'NamespaceFinalizersRemaining',
	'NamespaceContentRemaining',
];

/** It can never be made anew, and what it holds stays, until whoever put a finalizer there takes it away. */
export default check({
	id: 'kubernetes/namespace-stuck',
	title: 'A namespace cannot be deleted',
	remedy:
		'Mend what it waits for: a broken aggregated API, or the owner of the finalizer; do not cut the finalizer off.',
	severity: 'warning',
	needs: ['namespaces', 'now'],
	params: {
		minutes: {
			default: 5,
			unit: 'minutes',
			description: 'A deletion that takes longer is stuck.',
			source: 'Our proposal: pods get 30 s to end, webhooks and volumes some more',
		},
	},
	*run({ namespaces, now }, { minutes }) {
		for (const namespace of namespaces.objects) {
			const { deletionTimestamp, name } = namespace.metadata;
			if (deletionTimestamp !== undefined && isOlder(now, deletionTimestamp, minutes * 60_000)) {
				const why = troubles
					.map(type => conditionOf(namespace, type))
					.find(condition => condition?.status === 'True')?.message;
				yield problemWith(
					namespace,
					t(
						'The namespace {0} is being deleted since {1}. {2}',
						name,
						deletionTimestamp,
						why ?? t('It does not say what it waits for.'),
					),
				);
			}
		}
	},
});
