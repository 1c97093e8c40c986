import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateFile } from '../../../src/app/migrate.ts';
import { rootOf } from '../../../src/core/config-tree.ts';
import { goDuration } from '../../../src/core/formats/go-duration.ts';
import { parseFile } from '../../../src/manifest/index.ts';
import { unknownFieldsOf } from '../../../src/schema/unknown-fields.ts';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';
import { casesFor } from './cases.ts';
import { basesFor, kubeadmOf } from './oracle.ts';
import { migrate, validate } from './validate.ts';

/** Files of v1beta3 for the newest Kubernetes. */
const texts = [...basesFor('1.30'), ...casesFor('1.30')].map(text =>
	text.replace(/(?<=ersion: v?)1\.30\.\d+/g, '1.36.1'),
);

const waiting = /controlPlaneComponentHealthCheck: (\S+)/;

/**
 * What can be compared: a token that the file does not give is drawn by lot, and of files that have its newest version
 * kubeadm 1.36 writes zero for one waiting time, whatever they say; that one is looked at by itself.
 */
function comparable(migrated: string, text: string): string {
	const rest = migrated.replace(waiting, 'controlPlaneComponentHealthCheck: set');
	const known = text.includes('token:') ? rest : rest.replace(/token: \w{6}\.\w{16}/g, 'token: drawn');
	// Out of a map kubeadm takes the arguments by their names; no two there have the same.
	const pairs = known.replace(/(- name: .*)\n +(value: .*)/g, '$1 $2');
	return pairs.replace(/(?:^ *- name: .* value: .*\n)+/gm, block => block.split('\n').sort().join('\n'));
}

/** The same file of an older API version, where that has all of its fields, with one that only such versions have. */
function asOlder(text: string, version: string): string | undefined {
	const older = text
		.replaceAll('kubeadm.k8s.io/v1beta3', `kubeadm.k8s.io/${version}`)
		.replace(/^kind: ClusterConfiguration(\r?\n)/m, '$&useHyperKubeImage: true$1');
	const { configs } = parseFile({ path: 'old.yaml', text: older });
	const unknown = configs
		.filter(({ errors }) => errors.length === 0)
		.flatMap(each => [...unknownFieldsOf(rootOf(each))]);
	return unknown.length === 0 ? older : undefined;
}

/** Zero is the default to the old version, and is not written as what it is. */
function waitingIn(text: string): number | undefined {
	return goDuration(waiting.exec(text)?.[1] ?? '4m0s') || 240_000;
}

describe('migrating, held against the real kubeadm', function () {
	this.timeout(600_000);
	let folder: string;

	before(() => {
		folder = makeTempDir('migration');
	});

	after(() => removeTempDir(folder));

	it('gives files that kubeadm accepts, and that mean to it what the old ones meant', async () => {
		const kubeadm = await kubeadmOf('1.36');
		const left = texts.entries();
		let compared = 0;
		let ofOlder = 0;
		const work = async (worker: number) => {
			const [old, fresh] = [join(folder, `${worker}-old.yaml`), join(folder, `${worker}-new.yaml`)];
			for (const [, text] of left) {
				writeFileSync(old, text);
				const theirs = await migrate(kubeadm, old).catch(() => undefined);
				if (!theirs) {
					continue;
				}
				const { text: ours, refusals } = migrateFile({ path: old, text });
				assert.deepEqual(refusals, [], text);
				assert.ok(!ours.includes('v1beta3'), ours);
				for (const version of ['v1beta1', 'v1beta2']) {
					const older = asOlder(text, version);
					if (older !== undefined) {
						assert.deepEqual(migrateFile({ path: old, text: older }), { text: ours, refusals: [] }, older);
						ofOlder += 1;
					}
				}
				writeFileSync(fresh, ours);
				const { accepts, said } = await validate(kubeadm, fresh);
				assert.ok(accepts && !said.includes('deprecated API spec'), `${said}${ours}`);
				const again = await migrate(kubeadm, fresh);
				assert.equal(comparable(again.text, text), comparable(theirs.text, text), ours);
				assert.equal(waitingIn(ours), waitingIn(theirs.text), ours);
				compared += 1;
			}
		};
		await Promise.all([0, 1, 2].map(work));
		assert.ok(compared >= 60 && ofOlder >= 60, `only ${compared} files, and ${ofOlder} of older versions`);
	});
});
