import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { clusterChecks } from '../../../../src/checks/kubernetes/index.ts';

const root = new URL('../../../../src/checks/', import.meta.url);

function filesOf(folder: string): string[] {
	// git keeps no empty folder.
	return (existsSync(new URL(folder, root)) ? readdirSync(new URL(folder, root)) : [])
		.filter(file => file.endsWith('.ts') && file !== 'index.ts')
		.map(file => `${folder}${file.replace(/\.ts$/, '')}`);
}

describe('the list of the checks of Kubernetes', () => {
	it('has each file of both folders once, by its path', async () => {
		const files = [...filesOf('kubernetes/'), ...filesOf('cluster-api/')];
		assert.deepEqual(clusterChecks.map(({ id }) => id).sort(), files.sort());
		for (const id of files) {
			// A module of these folders has a check and nothing else; the assertion holds it to that.
			const module = (await import(new URL(`${id}.ts`, root).href)) as { readonly default?: { readonly id?: string } };
			assert.deepEqual(Object.keys(module), ['default'], id);
			assert.equal(module.default?.id, id);
		}
	});

	it('has a title without and a remedy with a full stop for each, and a source for each parameter', () => {
		for (const { id, title, remedy, params } of clusterChecks) {
			assert.match(title, /^\S.*[^.\s]$/, id);
			assert.match(remedy, /^\S.*\.$/, id);
			for (const [name, { description, source }] of Object.entries(params)) {
				assert.ok(description.length > 10 && source.length > 3, `${id}.${name}`);
			}
		}
	});
});
