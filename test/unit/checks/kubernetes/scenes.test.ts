import assert from 'node:assert/strict';
import { clusterChecks } from '../../../../src/checks/kubernetes/index.ts';
import { defaultSettings } from '../../../../src/core/check.ts';
import { diagnose, findingsOf } from '../../../../src/core/diagnose.ts';
import { scenes } from '../../../scenes/index.ts';
import { stagedFacts } from '../../../scenes/scene.ts';
import { factsOf, findingsIn, now, verdictOf } from '../../../support/facts.ts';

describe('the checks of Kubernetes on objects', () => {
	for (const { check, silent, speaking } of scenes) {
		describe(check.id, () => {
			silent.forEach((staging, index) =>
				it(`is silent (${index + 1})`, () => {
					const verdict = verdictOf(check, stagedFacts(staging));
					assert.notEqual(verdict.kind, 'failed', JSON.stringify(verdict));
					assert.notEqual(verdict.kind, 'unknown', JSON.stringify(verdict));
				}),
			);
			for (const { staging, says } of speaking) {
				it(`says ${says.join(' and ')}`, () => {
					const messages = findingsIn(check, stagedFacts(staging)).map(({ message }) => message);
					assert.equal(messages.length, says.length, messages.join('\n') || 'It says nothing.');
					says.forEach((pattern, index) => assert.match(messages[index] ?? '', pattern));
				});
			}
			it('knows nothing where it could not look', () => {
				assert.equal(verdictOf(check, {}).kind, 'unknown');
			});
		});
	}

	it('are all staged, silent and speaking', () => {
		const staged = new Set(
			scenes.filter(each => each.silent.length > 0 && each.speaking.length > 0).map(each => each.check.id),
		);
		const unstaged = clusterChecks.map(({ id }) => id).filter(id => !staged.has(id) && !ofTestsOfTheirOwn.has(id));
		assert.deepEqual(unstaged, []);
	});

	it('say nothing above info of an empty cluster', () => {
		const report = diagnose(clusterChecks, { facts: factsOf(), gaps: {} }, defaultSettings, { name: '', takenAt: now });
		const grave = findingsOf(report).filter(
			({ severity, check }) => severity !== 'info' && !speaksOfWhatIsMissing.has(check),
		);
		assert.deepEqual(grave, []);
	});
});

/** Not about objects alone, or never more than unknown. */
const ofTestsOfTheirOwn = new Set([
	'kubernetes/no-backup-known',
	'kubernetes/static-pod-file-differs',
	'kubernetes/kubeadm-file-differs',
]);

/** An empty cluster lacks what they look for. */
const speaksOfWhatIsMissing = new Set(['kubernetes/kubelet-access-denied', 'kubernetes/etcd-snapshot-failed']);
