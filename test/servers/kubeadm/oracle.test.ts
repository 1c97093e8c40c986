import assert from 'node:assert/strict';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';
import { casesFor } from './cases.ts';
import { mutationsOf } from './mutations.ts';
import { basesFor, differences, type Minor } from './oracle.ts';

describe('the rules, held against the real kubeadm', function () {
	this.timeout(600_000);
	let folder: string;

	before(() => {
		folder = makeTempDir('kubeadm');
	});

	after(() => removeTempDir(folder));

	for (const minor of ['1.30', '1.36'] satisfies Minor[]) {
		it(`agree with kubeadm ${minor} on files by hand, down to the line`, async () => {
			const found = await differences(minor, casesFor(minor), folder);
			assert.equal(found.length, 0, found.join('\n---\n'));
		});

		it(`agree with kubeadm ${minor} on files that were changed at random`, async () => {
			const bases = basesFor(minor);
			assert.ok(bases.length >= 3);
			const found = await differences(minor, [...mutationsOf(bases, 20, 150)], folder);
			assert.equal(found.length, 0, found.join('\n---\n'));
		});
	}
});
