import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Every import of the sources, static or not, with types or without: who → whom, as paths from the root. */
const imports = globSync('src/**/*.ts').flatMap(file =>
	[...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) => ({
		from: file.replaceAll('\\', '/'),
		to: join(dirname(file), target ?? '').replaceAll('\\', '/'),
	})),
);

describe('The door', () => {
	it('alone leads to what can change a cluster', () => {
		const strangers = imports.filter(
			({ from, to }) =>
				/^src\/adapters\/[^/]+\/operations\//.test(to) &&
				!/^src\/adapters\/[^/]+\/operations\//.test(from) &&
				from !== 'src/app/executors.ts',
		);
		assert.deepEqual(strangers, []);
		assert.ok(imports.some(({ from, to }) => from === 'src/app/executors.ts' && to.includes('/operations/')));
	});

	it('is the only one that opens executors', () => {
		const openers = imports.filter(({ to }) => to === 'src/app/executors.ts').map(({ from }) => from);
		assert.deepEqual(openers, ['src/app/execute-plan.ts']);
	});

	it('has the only list of calls besides the read-only one', () => {
		const naming = globSync('src/**/*.ts').filter(file => /'\/[a-z]+pb\.\w+\//.test(readFileSync(file, 'utf8')));
		assert.deepEqual(naming.map(file => file.replaceAll('\\', '/')).sort(), [
			'src/adapters/etcd/calls.ts',
			'src/adapters/etcd/operations/changing-calls.ts',
		]);
	});
});
