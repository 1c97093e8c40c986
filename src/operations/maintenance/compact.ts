import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { demandQuorum, leaderOf, liveVoters, type ClusterState } from '../cluster-state.ts';
import { etcdctl } from '../etcdctl.ts';
import type { Plan, Step } from '../plan.ts';
import { healthy, ofCluster, planFor } from './parts.ts';

/** Without a revision, up to the newest. */
export function compactPlan(state: ClusterState, wanted?: number): Plan {
	demandQuorum(state);
	const newest = newestRevision(state);
	const revision = wanted ?? newest;
	// An empty cluster is at 1, below which nothing is.
	if (newest < 2) {
		throw new ExpectedError(t('There is nothing to compact: the newest revision is {0}.', newest));
	}
	if (!Number.isSafeInteger(revision) || revision < 2 || revision > newest) {
		throw new ExpectedError(
			t('Revision {0} cannot be compacted to: it must be from 2 to {1}, the newest.', revision, newest),
		);
	}
	return planFor(state, 'compact', {
		title: t('Compact to revision {0}', revision),
		notes: compactionNotes(revision, newest),
		steps: [compactStep(state, revision)],
		losses: [compactionLoss(revision)],
	});
}

export function newestRevision(state: ClusterState): number {
	return Math.max(0, ...liveVoters(state).map(({ status }) => status.revision));
}

export function compactionNotes(revision: number, newest: number): string[] {
	return [
		t('The newest revision is {0}; the present value of every key stays, whatever its revision.', newest),
		t(
			'Watches and lists that go on from a revision below {0} are refused and begin anew; so do the informers of Kubernetes.',
			revision,
		),
		t('The file does not become smaller: the space is free within it. Defragmenting makes it smaller.'),
		t('kube-apiserver compacts every five minutes by itself, to what was newest five minutes before.'),
	];
}

export function compactionLoss(revision: number): string {
	return t('Older values and deleted keys below revision {0} can no longer be read, for good.', revision);
}

export function compactStep(state: ClusterState, revision: number): Step {
	const endpoint = (leaderOf(state) ?? liveVoters(state)[0])?.endpoint ?? '';
	return {
		id: 'compact',
		title: t('Compact to revision {0}', revision),
		action: { kind: 'etcd', endpoint, call: { name: 'compact', revision, physical: true } },
		command: etcdctl(state, endpoint, 'compact', String(revision), '--physical'),
		doneWhen: ofCluster(state, { name: 'compacted', revision }),
		precheck: healthy(state),
		postcheck: ofCluster(state, { name: 'compacted', revision }),
		undo: t('It cannot be taken back, save by a snapshot from before.'),
		canRepeat: false,
		// It waits until every old revision is removed from the database.
		timeoutMs: 600_000,
	};
}
