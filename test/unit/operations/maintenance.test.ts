import assert from 'node:assert/strict';
import { ExpectedError } from '../../../src/core/errors.ts';
import type { Status } from '../../../src/core/facts.ts';
import { disarmPlan, nospacePlan } from '../../../src/operations/maintenance/alarms.ts';
import { compactPlan } from '../../../src/operations/maintenance/compact.ts';
import { defragmentPlan } from '../../../src/operations/maintenance/defragment.ts';
import { cancelDowngradePlan, validateDowngradePlan } from '../../../src/operations/maintenance/downgrade.ts';
import {
	addMemberPlan,
	promotePlan,
	removeMemberPlan,
	replaceMemberPlan,
	updateMemberPlan,
} from '../../../src/operations/maintenance/members.ts';
import { moveLeaderPlan } from '../../../src/operations/maintenance/move-leader.ts';
import { snapshotPlan } from '../../../src/operations/maintenance/snapshot.ts';
import type { Plan } from '../../../src/operations/plan.ts';
import { deadMember, memberOf, stateOf } from '../../support/cluster-state.ts';

const idsOf = ({ steps }: Plan) => steps.map(({ id }) => id);
const refused = (make: () => unknown, why: RegExp) =>
	assert.throws(make, error => error instanceof ExpectedError && why.test(error.message));
const snapshotPath = '/tmp/s.db';

function statusOf(number: number): Status {
	const { status } = memberOf(number);
	assert.ok(status);
	return status;
}

describe('Plans of maintenance', () => {
	it('are JSON, name the cluster, have unique steps, and commands as a shell takes them', () => {
		const state = stateOf({ alarms: [{ memberId: '0a', alarm: 'NOSPACE' }] });
		const plans = [
			defragmentPlan(state),
			compactPlan(state),
			nospacePlan(state, { snapshotPath, quotaBytes: 1e9, placeOf: () => undefined }),
			disarmPlan(state, 'NOSPACE'),
			addMemberPlan(state, 'm3', 'https://10.0.0.3:2380'),
			replaceMemberPlan(state, { member: 'm1', snapshotPath }),
			removeMemberPlan(state, 'm0'),
			updateMemberPlan(state, 'm1', ['https://10.0.0.9:2380']),
			moveLeaderPlan(state),
			snapshotPlan(state, { path: snapshotPath, retention: { folder: '/tmp', keep: 3 } }),
			validateDowngradePlan(state, '3.4'),
		];
		for (const plan of plans) {
			assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
			assert.deepEqual(plan.cluster, { name: 'prod', id: 'c1', isProduction: false });
			assert.equal(new Set(idsOf(plan)).size, plan.steps.length, plan.title);
			assert.match(plan.id, /^20260102-030405-678-[a-z-]+$/);
			for (const step of plan.steps.filter(({ action }) => action.kind === 'etcd')) {
				assert.match(step.command, /^etcdctl --endpoints=https:\S+ '--cacert=\/etc\/my ca\.crt' /, step.id);
				assert.ok(step.canRepeat || step.doneWhen, `${step.id} can neither be repeated nor asked about`);
			}
		}
	});

	it('need a quorum and a leader', () => {
		const lost = stateOf({ members: [memberOf(0), deadMember(1), deadMember(2)] });
		const leaderless = stateOf({ members: [deadMember(0), memberOf(1), memberOf(2)] });
		for (const state of [lost, leaderless]) {
			for (const make of [
				() => defragmentPlan(state),
				() => compactPlan(state),
				() => moveLeaderPlan(state),
				() => addMemberPlan(state, 'm3', 'https://10.0.0.3:2380'),
				() => removeMemberPlan(state, 'm2'),
			]) {
				refused(make, /quorum/);
			}
		}
		assert.deepEqual(
			idsOf(snapshotPlan(lost, { path: snapshotPath })),
			['snapshot', 'verify-snapshot'],
			'needs one member only',
		);
	});

	describe('to defragment', () => {
		it('take the leader last, after it has handed on', () => {
			const plan = defragmentPlan(stateOf());
			assert.deepEqual(idsOf(plan), ['defragment-1a', 'defragment-2a', 'move-leader', 'defragment-0a']);
			assert.match(plan.notes.join('\n'), /m1: 100 MiB, of which 40 MiB are in use; it would free 60 MiB/);
			assert.match(plan.notes.join('\n'), /In all it would free 180 MiB/);
		});

		it('demand before each that all are healthy and it does not lead', () => {
			for (const step of defragmentPlan(stateOf()).steps.filter(({ id }) => id.startsWith('defragment'))) {
				assert.match(JSON.stringify(step.precheck), /"healthy".*"not-leader"/);
				assert.match(JSON.stringify(step.postcheck), /"healthy"/);
			}
		});

		it('do nothing while a member is away, nor to a learner', () => {
			refused(() => defragmentPlan(stateOf({ members: [memberOf(0), memberOf(1), deadMember(2)] })), /another is away/);
			const learner = memberOf(3, { isLearner: true });
			const state = stateOf({ members: [memberOf(0), memberOf(1), learner] });
			assert.ok(!idsOf(defragmentPlan(state)).includes('defragment-3a'));
			refused(() => defragmentPlan(state, ['m3']), /learner/);
		});

		it('warn where there is one member, and of versions that can be damaged', () => {
			const alone = defragmentPlan(stateOf({ members: [memberOf(0)] }));
			assert.deepEqual(idsOf(alone), ['defragment-0a']);
			assert.match(alone.notes.join(), /nobody can read or write/);
			assert.ok(!/can damage/.test(alone.notes.join()));
			const old = memberOf(0);
			const members = [{ ...old, ...(old.status && { status: { ...old.status, version: '3.5.22' } }) }];
			assert.match(defragmentPlan(stateOf({ members })).notes.join(), /can damage/);
		});
	});

	it('to compact say what is lost, and stay within what there is', () => {
		const plan = compactPlan(stateOf(), 900);
		assert.match(plan.losses.join(), /below revision 900 can no longer be read/);
		refused(() => compactPlan(stateOf(), 1001), /from 2 to 1000/);
		// Nothing would show that it was done: the plan would wait in vain.
		refused(() => compactPlan(stateOf(), 1), /from 2 to 1000/);
		const empty = stateOf({ members: [memberOf(0, { status: { ...statusOf(0), revision: 1 } })] });
		refused(() => compactPlan(empty), /nothing to compact/);
		assert.equal(plan.steps[0]?.canRepeat, false);
	});

	it('out of NOSPACE save, compact, defragment, raise the quota naming the file, and disarm, in this order', () => {
		const alarms = [{ memberId: '1a', alarm: 'NOSPACE' }] as const;
		const placeOf = ({ name }: { name: string }) => `etcd-${name}.yaml:34`;
		const plan = nospacePlan(stateOf({ alarms }), { snapshotPath, quotaBytes: 4 * 1024 ** 3, placeOf });
		assert.deepEqual(idsOf(plan), [
			'snapshot',
			'verify-snapshot',
			'compact',
			'defragment-1a',
			'defragment-2a',
			'move-leader',
			'defragment-0a',
			'quota-1a',
			'quota-2a',
			'quota-0a',
			'disarm-1a-NOSPACE',
		]);
		const quota = plan.steps.find(({ id }) => id === 'quota-2a');
		assert.match(JSON.stringify(quota?.action), /--quota-backend-bytes=4294967296 in etcd-m2\.yaml:34/);
		assert.match(JSON.stringify(plan.steps[3]?.precheck), /"despite":\["NOSPACE"\]/);
		refused(() => nospacePlan(stateOf(), { snapshotPath, placeOf }), /not raised/);
		refused(() => nospacePlan(stateOf({ alarms }), { snapshotPath, placeOf, quotaBytes: 1024 }), /already/);
	});

	it('to disarm warn of what the alarm was about', () => {
		const alarms = [{ memberId: '1a', alarm: 'CORRUPT' }] as const;
		assert.match(disarmPlan(stateOf({ alarms }), 'CORRUPT').losses.join(), /wrong data/);
		refused(() => disarmPlan(stateOf({ alarms }), 'NOSPACE'), /not raised/);
		refused(() => disarmPlan(stateOf({ alarms }), 'CORRUPT', 'm0'), /not raised/);
		const both = stateOf({ alarms: [...alarms, { memberId: '0a', alarm: 'NOSPACE' }] });
		const plan = disarmPlan(both, 'NOSPACE');
		assert.deepEqual(idsOf(plan), ['disarm-0a-NOSPACE']);
		assert.match(plan.notes.join(), /stay: CORRUPT 1a\. The command of etcdctl would disarm them as well/);
		assert.match(nospacePlan(both, { snapshotPath, placeOf: () => undefined }).notes.join(), /stay: CORRUPT 1a/);
	});

	describe('of members', () => {
		it('say the arithmetic of the quorum before a removal', () => {
			const plan = removeMemberPlan(stateOf(), 'm2');
			assert.match(
				plan.notes.join(),
				/Now: 3 voters, 2 needed, one failure survived\. Without m2: 2 voters, 2 needed, no failure survived/,
			);
			assert.match(JSON.stringify(plan.steps[0]?.precheck), /quorum-without/);
		});

		it('refuse a removal that would cost the quorum', () => {
			const state = stateOf({ members: [memberOf(0), memberOf(1), deadMember(2)] });
			refused(() => removeMemberPlan(state, 'm1'), /no quorum: 1 of 2 voters answer, and 2 are needed/);
			assert.equal(removeMemberPlan(state, 'm2').steps.length, 1);
			refused(() => removeMemberPlan(stateOf({ members: [memberOf(0)] }), 'm0'), /no quorum/);
		});

		it('hand the leadership on before the leader is removed, and ask one that stays', () => {
			const plan = removeMemberPlan(stateOf(), 'm0');
			assert.deepEqual(idsOf(plan), ['move-leader', 'member-remove']);
			const [, remove] = plan.steps;
			assert.ok(remove?.action.kind === 'etcd' && remove.action.endpoint === 'https://10.0.0.1:2379');
			assert.ok(!JSON.stringify(remove?.postcheck).includes('10.0.0.0:2379'));
		});

		it('add as a learner, wait until it has caught up, and promote', () => {
			const plan = addMemberPlan(stateOf(), 'm3', 'https://10.0.0.3:2380');
			assert.deepEqual(idsOf(plan), ['member-add', 'start', 'member-promote']);
			assert.match(plan.notes.join(), /even number/);
			assert.match(
				plan.steps[1]?.command ?? '',
				/--initial-cluster=m0=https:\S+,m3=https:\/\/10\.0\.0\.3:2380 --initial-cluster-state=existing/,
			);
			refused(() => addMemberPlan(stateOf(), 'm1', 'https://10.0.0.3:2380'), /already/);
			refused(() => addMemberPlan(stateOf(), 'm3', 'https://10.0.0.1:2380/'), /no peer URL|already/);
			refused(() => addMemberPlan(stateOf(), 'm3', 'ftp://x'), /no peer URL/);
			const learner = memberOf(3, { isLearner: true });
			refused(
				() => addMemberPlan(stateOf({ members: [...stateOf().members, learner] }), 'm4', 'https://10.0.0.4:2380'),
				/learner still/,
			);
		});

		it('show how far a learner is', () => {
			const learner = memberOf(3, { isLearner: true });
			const members = [
				memberOf(0),
				memberOf(1),
				{ ...learner, ...(learner.status && { status: { ...learner.status, raftAppliedIndex: 1500 } }) },
			];
			assert.match(promotePlan(stateOf({ members }), 'm3').notes.join(), /1500 of 2000 entries \(75 %\)/);
			refused(() => promotePlan(stateOf(), 'm1'), /voter already/);
		});

		it('replace a failed one: kept, out, in, promoted', () => {
			const state = stateOf({ members: [memberOf(0), memberOf(1), deadMember(2)] });
			const plan = replaceMemberPlan(state, { member: 'm2', snapshotPath });
			assert.deepEqual(idsOf(plan), [
				'snapshot',
				'verify-snapshot',
				'member-remove',
				'empty',
				'member-add',
				'start',
				'member-promote',
			]);
			assert.match(
				plan.notes.join(),
				/Until the new one is promoted: 2 voters, 2 needed, no failure survived; then 3 voters/,
			);
			const other = replaceMemberPlan(state, {
				member: 'm2',
				name: 'm9',
				peerUrl: 'https://10.0.0.9:2380',
				snapshotPath,
			});
			assert.match(JSON.stringify(other.steps[4]?.action), /10\.0\.0\.9/);
			refused(() => replaceMemberPlan(state, { member: 'm0', snapshotPath }), /no quorum|quorum/);
			refused(() => replaceMemberPlan(state, { member: 'nobody', snapshotPath }), /no member/);
		});

		it('take new peer URLs back', () => {
			const plan = updateMemberPlan(stateOf(), 'm1', ['https://10.0.0.9:2380']);
			assert.match(plan.steps[0]?.undo ?? '', /^etcdctl .* member update 1a --peer-urls=https:\/\/10\.0\.0\.1:2380$/);
			refused(() => updateMemberPlan(stateOf(), 'm1', ['https://10.0.0.2:2380']), /has that peer URL/);
		});
	});

	it('move the leadership to the voter nearest to the leader, and never to a learner', () => {
		const [step] = moveLeaderPlan(stateOf()).steps;
		assert.ok(step?.action.kind === 'etcd' && step.action.call.name === 'move-leader');
		assert.equal(step.action.call.targetId, '1a');
		assert.equal(step.action.endpoint, 'https://10.0.0.0:2379');
		refused(() => moveLeaderPlan(stateOf(), 'm0'), /leads already/);
		const members = [memberOf(0), memberOf(1), memberOf(3, { isLearner: true })];
		refused(() => moveLeaderPlan(stateOf({ members }), 'm3'), /no other voter/);
	});

	it('never send a downgrade call to a cluster that an old member could be in', () => {
		for (const version of ['3.4.0', undefined]) {
			const { version: _, ...rest } = stateOf();
			const state = { ...rest, ...(version !== undefined && { version }) };
			refused(() => validateDowngradePlan(state, '3.4'), /3\.5 or newer/);
			refused(() => cancelDowngradePlan(state), /3\.5 or newer/);
		}
		refused(() => cancelDowngradePlan(stateOf()), /No downgrade is under way/);
		refused(() => validateDowngradePlan(stateOf(), 'old'), /no version/);
	});

	it('take a snapshot from the follower that has most, or from whom is named', () => {
		const from = (plan: Plan) => (plan.steps[0]?.action.kind === 'etcd' ? plan.steps[0].action.endpoint : '');
		assert.equal(from(snapshotPlan(stateOf(), { path: snapshotPath })), 'https://10.0.0.1:2379');
		assert.equal(from(snapshotPlan(stateOf(), { path: snapshotPath, member: '0a' })), 'https://10.0.0.0:2379');
		refused(() => snapshotPlan(stateOf({ members: [deadMember(0)] }), { path: snapshotPath }), /Not one member/);
		const learning = stateOf({ members: [memberOf(0), memberOf(1, { isLearner: true })] });
		assert.equal(from(snapshotPlan(learning, { path: snapshotPath })), 'https://10.0.0.0:2379');
	});

	it('take no snapshot from a member whose data are said to be wrong, unless it is named', () => {
		const corrupt = (...ids: string[]) => ids.map(memberId => ({ memberId, alarm: 'CORRUPT' }) as const);
		const state = stateOf({ alarms: corrupt('1a') });
		assert.match(snapshotPlan(state, { path: snapshotPath }).title, /of m2$/);
		assert.match(snapshotPlan(state, { path: snapshotPath, member: 'm1' }).notes.join(), /alarm CORRUPT is raised/);
		const all = stateOf({ alarms: corrupt('0a', '1a', '2a') });
		refused(() => snapshotPlan(all, { path: snapshotPath }), /name the one whose data are right/);
	});

	it('name who must answer where a call is for one member alone', () => {
		const actions = [...defragmentPlan(stateOf()).steps, ...snapshotPlan(stateOf(), { path: snapshotPath }).steps];
		const named = actions.flatMap(({ action }) => (action.kind === 'etcd' ? [action] : []));
		assert.deepEqual(
			named.map(({ call, memberId }) => `${call.name} ${memberId}`),
			['defragment 1a', 'defragment 2a', 'move-leader 0a', 'defragment 0a', 'snapshot 1a'],
		);
	});
});
