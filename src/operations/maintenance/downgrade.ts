import { ExpectedError } from '../../core/errors.ts';
import { compareVersions, parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { demandQuorum, leaderOf, liveMembers, type ClusterState } from '../cluster-state.ts';
import { etcdctl } from '../etcdctl.ts';
import type { Plan, Step } from '../plan.ts';
import { callMs, healthy, ofCluster, planFor } from './parts.ts';

/**
 * A member of etcd 3.4 that meets this call in the log ends, again at every start: it is sent only where the version of the
 * whole cluster, below which no member can join, is known to be 3.5 or newer.
 */
const since = { major: 3, minor: 5, patch: 0 };

export function validateDowngradePlan(state: ClusterState, target: string): Plan {
	const endpoint = demandKnown(state);
	const version = /^\d+\.\d+/.exec(target)?.[0];
	if (version === undefined) {
		throw new ExpectedError(t('"{0}" is no version: it should read like 3.5.', target));
	}
	return planFor(state, 'downgrade-validate', {
		title: t('Ask whether a downgrade to {0} is allowed', version),
		notes: [t('Nothing is changed; the call is the one that begins a downgrade, so it goes through the door.')],
		steps: [
			{
				id: 'downgrade-validate',
				title: t('Ask whether a downgrade to {0} is allowed', version),
				action: { kind: 'etcd', endpoint, call: { name: 'downgrade-validate', version } },
				command: etcdctl(state, endpoint, 'downgrade', 'validate', version),
				canRepeat: true,
				timeoutMs: callMs,
			},
		],
		losses: [],
	});
}

export function cancelDowngradePlan(state: ClusterState): Plan {
	const endpoint = demandKnown(state);
	const target = liveMembers(state).find(({ status }) => status.downgradeTarget !== undefined)?.status.downgradeTarget;
	if (target === undefined) {
		throw new ExpectedError(t('No downgrade is under way.'));
	}
	const isOver = ofCluster(state, { name: 'no-downgrade' });
	const step: Step = {
		id: 'downgrade-cancel',
		title: t('Cancel the downgrade to {0}', target),
		action: { kind: 'etcd', endpoint, call: { name: 'downgrade-cancel' } },
		command: etcdctl(state, endpoint, 'downgrade', 'cancel'),
		doneWhen: isOver,
		precheck: healthy(state),
		postcheck: isOver,
		undo: t('Begin it again: etcdctl downgrade enable {0}', target),
		canRepeat: true,
		timeoutMs: callMs,
	};
	return planFor(state, 'downgrade-cancel', {
		title: step.title,
		notes: [t('Members that run the older version already must be brought back to the newer one.')],
		steps: [step],
		losses: [],
	});
}

function demandKnown(state: ClusterState): string {
	demandQuorum(state);
	const version = parseVersion(state.version ?? '');
	if (!version || compareVersions(version, since) < 0) {
		throw new ExpectedError(
			t('Only a cluster of etcd 3.5 or newer knows downgrades; this one is {0}.', state.version ?? t('unknown')),
		);
	}
	return leaderOf(state)?.endpoint ?? '';
}
