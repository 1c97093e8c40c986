import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../scripts/setup/exec.mjs';
import { ensureGo } from '../../scripts/setup/go.mjs';
import { decodeKubernetes } from '../../src/disk/kubernetes-object.ts';

/** The version that the table of messages was made of. */
const version = 'v0.36.3';

/** Asked and answered, never stored: the table leaves them out. */
const neverStored =
	/^(admission|apidiscovery|authentication|authorization|imagepolicy)\.|(Options|Status|APIGroup|APIVersions|WatchEvent|SerializedReference|DeploymentRollback)$/;

/** Kubernetes keeps an object of each type with every field set, as it stores it and as it answers. */
describe('the objects that Kubernetes tests itself with', function () {
	this.timeout(300_000);

	it('read as the JSON beside them, field by field', async () => {
		const { go, env } = await ensureGo();
		const answer = await run(go, ['mod', 'download', '-json', `k8s.io/api@${version}`], { env, cwd: tmpdir() });
		const folder = join((JSON.parse(answer) as { readonly Dir: string }).Dir, 'testdata', 'HEAD');
		const names = readdirSync(folder)
			.filter(file => file.endsWith('.pb'))
			.map(file => file.slice(0, -3))
			.filter(name => !neverStored.test(name));
		assert.ok(names.length > 140, `only ${names.length}`);
		for (const name of names) {
			const decoded = decodeKubernetes(readFileSync(join(folder, `${name}.pb`)));
			const expected: unknown = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
			// Numbers beyond 2^53 lose digits in this comparison and nowhere else.
			const plain = JSON.stringify(decoded?.object, (_key, each: unknown) =>
				typeof each === 'bigint' ? Number(each) : each,
			);
			assert.deepEqual(JSON.parse(plain), expected, name);
			assert.deepEqual([decoded?.isWhole, decoded?.unknownFields], [true, 0], name);
		}
	});
});
