import { eventsToJson } from '../../../src/core/report/events-json.ts';
import { eventsToText } from '../../../src/core/report/events-text.ts';
import assert from 'node:assert/strict';
import { correlateEvents } from '../../../src/core/event-correlation.ts';
import { atOnce } from '../../../src/core/at-once.ts';
import { type EventFilter, eventFilterOf, filterEvents } from '../../../src/core/event-filter.ts';
import { type EventGrouping, groupEvents } from '../../../src/core/event-groups.ts';
import {
	historyOfLines,
	type KeptEvent,
	lineOfEvent,
	mergeHistory,
	withinLimits,
} from '../../../src/core/event-history.ts';
import { eventReportOf } from '../../../src/core/event-report.ts';
import { templateOf } from '../../../src/core/event-template.ts';
import type { Finding } from '../../../src/core/finding.ts';
import { eventOf, eventsOf } from '../../../src/core/kubernetes-events.ts';
import { byUid } from '../../../src/core/kubernetes-owners.ts';
import { type KubeObject, labelOf } from '../../../src/core/kubernetes.ts';
import { factsOf, now } from '../../support/facts.ts';
import { listingOf } from '../../support/kubernetes-facts.ts';
import { ago, kubeEventOf, namespacedOf, objectOf, podOf } from '../../support/kubernetes-objects.ts';

const deployment = namespacedOf('apps/v1', 'Deployment', 'web');
const set = namespacedOf('apps/v1', 'ReplicaSet', 'web-7d9f8b6c5d', {}, { ownerReferences: [ownerOf(deployment)] });

function ownerOf({ apiVersion, kind, metadata }: KubeObject) {
	return { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true };
}

function replicaOf(suffix: string, node: string): KubeObject {
	return podOf(`web-7d9f8b6c5d-${suffix}`, { node, meta: { ownerReferences: [ownerOf(set)] } });
}

const pods = [replicaOf('x2kvq', 'w-1'), replicaOf('b7zsp', 'w-2')] as const;
const around = { objects: byUid([deployment, set, ...pods]) };

function rowsOf(objects: readonly KubeObject[], by?: EventGrouping) {
	return groupEvents(eventsOf(objects), around, by);
}

describe('events', () => {
	it('are read alike from both APIs', () => {
		const [pod] = pods;
		const core = eventOf(kubeEventOf('BackOff', pod, 'restarting', { count: 7 }));
		const newer = eventOf(
			namespacedOf('events.k8s.io/v1', 'Event', 'e', {
				regarding: {
					apiVersion: 'v1',
					kind: 'Pod',
					namespace: 'default',
					name: pod.metadata.name,
					uid: pod.metadata.uid,
				},
				reason: 'BackOff',
				note: 'restarting',
				type: 'Warning',
				reportingController: 'test',
				eventTime: ago(20),
				series: { count: 7, lastObservedTime: ago(2) },
			}),
		);
		assert.deepEqual({ ...newer, uid: core.uid }, core);
	});

	it('have a time though the newest fields are missing, and count once', () => {
		const bare = namespacedOf(
			'v1',
			'Event',
			'bare',
			{ involvedObject: { kind: 'Pod', name: 'p' }, reason: 'Started' },
			{ creationTimestamp: ago(5) },
		);
		const event = eventOf(bare);
		assert.deepEqual([event.first, event.last, event.count], [Date.parse(ago(5)), Date.parse(ago(5)), 1]);
	});

	it('of all pods of a workload are one row, counted by what they stand for', () => {
		const message = (pod: KubeObject) =>
			`Back-off restarting failed container main in pod ${pod.metadata.name}_default(5d5b8f3e-0d5c-4bb0-9b0a-5d5b8f3e0d5c)`;
		const [row, ...others] = rowsOf(
			pods.map((pod, index) => kubeEventOf('BackOff', pod, message(pod), { count: 10 + index })),
		);
		assert.deepEqual(others, []);
		assert.equal(row?.object && labelOf(row.object), 'Deployment/default/web');
		assert.deepEqual(
			[row?.count, row?.objects.length, row?.nodes, row?.category, row?.severity],
			[21, 2, ['w-1', 'w-2'], 'runtime', 'error'],
		);
	});

	it('are put together by object, pattern, node and source as well', () => {
		const events = [...pods.map(pod => kubeEventOf('BackOff', pod, 'a')), kubeEventOf('Unhealthy', pods[0], 'b')];
		assert.deepEqual(
			(['owner', 'object', 'pattern', 'node', 'source'] as const).map(by => rowsOf(events, by).length),
			[2, 3, 2, 3, 2],
		);
	});

	it('that were combined by their emitter are lower bounds', () => {
		const [row] = rowsOf([
			kubeEventOf('FailedScheduling', pods[0], '(combined from similar events): 0/3 nodes are available', {
				count: 40,
			}),
		]);
		assert.deepEqual([row?.isLowerBound, row?.message], [true, '0/3 nodes are available']);
	});

	it('are graver by their reason than by their type', () => {
		const node = objectOf('v1', 'Node', 'w-1');
		const rows = rowsOf([
			kubeEventOf('NodeNotReady', node, 'x', { type: 'Normal' }),
			kubeEventOf('Odd', node, 'x', { type: 'Normal' }),
			kubeEventOf('Odder', node, 'x'),
		]);
		assert.deepEqual(rows.map(({ reason, severity }) => `${reason} ${severity}`).sort(), [
			'NodeNotReady error',
			'Odd info',
			'Odder warning',
		]);
	});

	it('of a pod that no node takes are graver the longer that lasts', () => {
		const lasting = (minutes: number) =>
			rowsOf([
				kubeEventOf('FailedScheduling', pods[0], 'no node', {
					firstTimestamp: ago(minutes + 1),
					lastTimestamp: ago(1),
				}),
			])[0]?.severity;
		assert.deepEqual([lasting(3), lasting(8)], ['warning', 'error']);
	});

	it('are filtered by what a row says', () => {
		const rows = rowsOf([kubeEventOf('BackOff', pods[0], 'one'), kubeEventOf('Pulled', pods[1], 'two')]);
		const fitting = (filter: EventFilter) => filterEvents(rows, filter).map(({ reason }) => reason);
		assert.deepEqual(fitting({ severity: 'warning' }), ['BackOff']);
		assert.deepEqual(fitting({ text: 'TWO' }), ['Pulled']);
		assert.deepEqual(fitting({ node: 'w-2' }), ['Pulled']);
		assert.deepEqual(fitting({ object: 'deployment/web' }), ['BackOff', 'Pulled']);
		assert.deepEqual(fitting({ namespace: 'kube-system' }), []);
		assert.deepEqual(fitting({ since: now }), []);
	});

	it('are filtered by words as a person writes them', () => {
		assert.deepEqual(eventFilterOf('severity:warning node:w-1  back off'), {
			severity: 'warning',
			node: 'w-1',
			text: 'back off',
		});
		assert.deepEqual(eventFilterOf(' '), {});
		// What is no severity is text like any other.
		assert.deepEqual(eventFilterOf('severity:bad http://x:80'), { text: 'severity:bad http://x:80' });
	});
});

describe('the template of a message', () => {
	const equal: readonly (readonly [string, string])[] = [
		['Created pod: web-7d9f8b6c5d-x2kvq', 'Created pod: web-7d9f8b6c5d-b7zsp'],
		['dial tcp 10.0.0.1:8080: refused', 'dial tcp 10.0.0.27:9090: refused'],
		['took 1.5s', 'took 12m3s'],
		['container 9f2a8c0d1e4b sandbox', 'container 77aa01bc23de sandbox'],
		['uid 5d5b8f3e-0d5c-4bb0-9b0a-5d5b8f3e0d5c', 'uid 00000000-0d5c-4bb0-9b0a-5d5b8f3e0d5c'],
		['0/3 nodes are available', '1/5 nodes are available'],
	];
	for (const [a, b] of equal) {
		it(`is the same for "${a}" and "${b}"`, () => assert.equal(templateOf(a), templateOf(b)));
	}

	it('keeps names and versions apart', () => {
		assert.notEqual(templateOf('Pulling image app:v1.2'), templateOf('Pulling image app:v1.3'));
		assert.notEqual(templateOf('mount volume data'), templateOf('mount volume logs'));
	});
});

describe('the links of events', () => {
	const finding = (kindName: string, name: string, namespace?: string): Finding => ({
		check: 'kubernetes/x',
		message: 'm',
		severity: 'error',
		remedy: '',
		subject: { kind: 'object', apiVersion: 'v1', kindName, name, ...(namespace !== undefined && { namespace }) },
	});

	it('lead to findings on the same object, its owner and its node, in this order of trust', () => {
		const rows = rowsOf([kubeEventOf('BackOff', pods[0], 'x')]);
		const links = correlateEvents(rows, [
			finding('Pod', pods[0].metadata.name, 'default'),
			finding('Deployment', 'web', 'default'),
			finding('Node', 'w-1'),
			finding('Node', 'w-9'),
		]);
		assert.deepEqual(
			links.get(rows[0]?.key ?? '')?.map(({ rule }) => rule),
			['object', 'owner', 'node'],
		);
	});

	it('lead from an effect to the cause before it, and not to one long past or elsewhere', () => {
		const at = (minutes: number) => ({ firstTimestamp: ago(minutes), lastTimestamp: ago(minutes) });
		const probe = kubeEventOf('Unhealthy', pods[0], 'Liveness probe failed', at(10));
		const killing = kubeEventOf('Killing', pods[0], 'failed liveness probe', at(9));
		const old = kubeEventOf('Unhealthy', pods[1], 'Liveness probe failed', at(50));
		const reasons = (events: readonly KubeObject[]) => {
			const rows = groupEvents(eventsOf(events), { objects: byUid(pods) });
			return [...correlateEvents(rows, []).values()].flat().map(({ words, cause }) => `${words}: ${cause?.reason}`);
		};
		assert.deepEqual(reasons([probe, killing]), ['restarted by its probe: Unhealthy']);
		assert.deepEqual(reasons([old, kubeEventOf('Killing', pods[1], 'x', at(9))]), []);
		assert.deepEqual(reasons([probe, kubeEventOf('Killing', pods[1], 'x', at(9))]), []);
	});
});

describe('the history of events', () => {
	const [event] = eventsOf([kubeEventOf('BackOff', pods[0], 'x', { count: 5 })]);
	assert.ok(event);

	it('adds what a count grew by, and all of it where it began anew', () => {
		let kept = mergeHistory([], [event]);
		kept = mergeHistory(kept, [event]);
		assert.equal(kept[0]?.count, 5);
		kept = mergeHistory(kept, [{ ...event, count: 9 }]);
		assert.equal(kept[0]?.count, 9);
		kept = mergeHistory(kept, [{ ...event, count: 2 }]);
		assert.equal(kept[0]?.count, 11);
	});

	it('keeps what the API server has forgotten, until it is too old or too much', () => {
		const kept = mergeHistory(mergeHistory([], [event]), []);
		assert.equal(withinLimits(kept, now + 3 * 86_400_000).length, 1);
		assert.equal(withinLimits(kept, now + 8 * 86_400_000).length, 0);
		const many = [1, 2, 3].map(index => ({ ...event, uid: `u${index}`, last: event.last + index }));
		assert.deepEqual(
			withinLimits(mergeHistory([], many), now, { maxAgeMs: 1e9, maxEvents: 2 }).map(({ uid }) => uid),
			['u2', 'u3'],
		);
	});

	it('comes back from its lines, but for what was cut off', () => {
		const kept = mergeHistory([], [event]);
		const lines = [...kept, ...kept].map(lineOfEvent).join('');
		assert.deepEqual(atOnce(historyOfLines(lines.slice(0, -9))), { events: kept, unreadable: 1 });
		assert.deepEqual(atOnce(historyOfLines('{"uid":"x"}\n')), { events: [], unreadable: 1 });
	});

	it('takes nothing from what the API server tells, however much that is', () => {
		const many = Array.from({ length: 10_050 }, (_, index) => kubeEventOf('BackOff', podOf(`p-${index}`), 'x'));
		const count = (kept: readonly KeptEvent[]) =>
			eventReportOf(factsOf({ kubeEvents: listingOf(...many) }), { cluster: '', kept, grouping: 'pattern' }).groups[0]
				?.count;
		assert.equal(count([]), 10_050);
		assert.equal(count(mergeHistory([], [event])), 10_055);
	});

	it('holds no password that an event told', () => {
		const [told] = eventsOf([kubeEventOf('Failed', pods[0], 'pull https://robot:geheim@registry/app: token=abcdef12')]);
		assert.ok(told);
		assert.doesNotMatch(mergeHistory([], [told]).map(lineOfEvent).join(''), /geheim|abcdef12/);
	});
});

describe('the report of events', () => {
	it('says how often at least, how new, and what the row has to do with a finding', () => {
		const combined = '(combined from similar events): Back-off restarting failed container';
		const facts = factsOf({
			kubeEvents: listingOf(kubeEventOf('BackOff', pods[0], combined, { count: 12 })),
			pods: listingOf(...pods),
			replicaSets: listingOf(set),
			deployments: listingOf(deployment),
		});
		const finding: Finding = {
			check: 'kubernetes/x',
			message: 'It crashes.',
			severity: 'error',
			remedy: '',
			subject: { kind: 'object', apiVersion: 'apps/v1', kindName: 'Deployment', namespace: 'default', name: 'web' },
		};
		const report = eventReportOf(facts, { cluster: 'prod', findings: [finding] });
		const text = eventsToText(report);
		assert.match(text, /error {2}≥12 {2}2m…20m {2}Deployment\/default\/web {2}BackOff {2}w-1/);
		assert.match(text, /↳ about what Deployment\/default\/web owns: It crashes\. {2}\[kubernetes\/x\]/);
		assert.match(text, /lower bounds/);
		assert.match(text, /The oldest event is 20 min old/);
		const json = JSON.parse(eventsToJson(report, '1.0.0')) as {
			readonly events: readonly { readonly count: number; readonly links: readonly unknown[] }[];
		};
		assert.deepEqual([json.events[0]?.count, json.events[0]?.links.length], [12, 1]);
	});

	it('tells of no events as well', () => {
		assert.match(eventsToText(eventReportOf(factsOf(), { cluster: '' })), /tells no events.*No event fits/s);
	});
});
