import assert from 'node:assert/strict';
import { diagnose, idsOf } from '../../support/command-line.ts';
import { always, faults, versions, type Fault, type Scene } from './faults.ts';
import type { EtcdVersion } from '../../support/etcd-cluster.ts';

/** Every fault of the table on a real cluster of every version: what is found is what was done, and nothing else. */
describe('fault matrix', function () {
	this.timeout(90_000);
	// On a busy machine a healthy cluster may stumble just then: a fault that is there is there in a cluster made anew.
	this.retries(1);
	const early = new Map<string, Promise<Scene>>();

	before(() => {
		for (const version of versions) {
			for (const fault of faults.filter(each => each.early)) {
				const scene = fault.make(version);
				// Whoever tries the fault hears of a failure; until then it must not end the process.
				scene.catch(() => undefined);
				early.set(`${version} ${fault.fault}`, scene);
			}
		}
	});
	after(async () => {
		// Those that no row claimed, as when only some rows are run.
		await Promise.allSettled([...early.values()].map(async scene => (await scene).cluster.close()));
	});
	for (const version of versions) {
		describe(`etcd ${version}`, () => {
			for (const fault of faults.filter(each => each.versions?.includes(version) ?? true)) {
				it(`${fault.group}: ${fault.fault}`, function () {
					this.retries(fault.attempts ?? 1);
					const key = `${version} ${fault.fault}`;
					const scene = early.get(key);
					early.delete(key);
					return tryFault(fault, version, scene);
				});
			}
		});
	}
});

async function tryFault(fault: Fault, version: EtcdVersion, early: Promise<Scene> | undefined): Promise<void> {
	const scene = await (early ?? fault.make(version));
	const running = () => scene.cluster.members.filter(member => member.running).map(({ name }) => name);
	const before = running();
	try {
		const endpoints = (scene.endpoints ?? scene.cluster.endpoints).join(',');
		const { report, stderr } = await diagnose(['--endpoints', endpoints, '--window', '0', ...(scene.args ?? [])]);
		assert.equal(stderr.includes('bug'), false, stderr);
		assert.deepEqual(running(), before, 'a member ended by being asked');
		assert.deepEqual(idsOf(report), expectedOf(fault, version), JSON.stringify(report, undefined, 1));
	} finally {
		try {
			await scene.close?.();
		} finally {
			await scene.cluster.close();
		}
	}
}

function expectedOf(fault: Fault, version: EtcdVersion): string[] {
	const shared = fault.hidesIn?.includes(version) ? [] : always[version];
	return [...new Set([...shared, ...fault.expect, ...(fault.expectIn?.[version] ?? [])])].sort();
}
