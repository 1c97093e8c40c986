import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { configChecks } from '../../../src/checks/config/index.ts';
import { checks } from '../../../src/checks/index.ts';

describe('the list of rules about files', () => {
	const folder = new URL('../../../src/checks/config/', import.meta.url);
	const files = readdirSync(folder).filter(name => name !== 'index.ts');

	it('has each file of its folder once, by its name', async () => {
		const ids = files.map(name => `config/${name.replace(/\.ts$/, '')}`);
		assert.deepEqual(configChecks.map(({ id }) => id).sort(), ids.sort());
	});

	it('needs nothing but files, so that its rules run while somebody types', () => {
		for (const { id, needs, title, remedy } of configChecks) {
			assert.deepEqual(
				needs.filter(need => !['documents', 'targets', 'certificateFiles', 'now'].includes(need)),
				[],
				id,
			);
			assert.match(title, /^\S.*[^.\s]$/, id);
			assert.match(remedy, /^\S.*\.$/, id);
		}
	});

	it('is apart from what is asked of a cluster', () => {
		assert.deepEqual(
			checks.filter(({ needs }) => needs.includes('documents') || needs.includes('targets')),
			[],
		);
	});
});
