import assert from 'node:assert/strict';
import { build, type Metafile } from 'esbuild';
import { bundleOptions } from '../../../scripts/bundles.ts';

describe('The activation bundle', () => {
	let metafile: Metafile;

	before(async function () {
		this.timeout(30_000);
		({ metafile } = await build({ ...bundleOptions('extension'), write: false }));
	});

	it('has at most 100 kB', () => {
		const bytes = startup(metafile).reduce((sum, path) => sum + (metafile.outputs[path]?.bytes ?? 0), 0);
		assert.ok(bytes > 10_000, `${bytes} bytes: the entry was not found`);
		assert.ok(bytes <= 100_000, `${bytes} bytes`);
	});

	it('holds no package, no adapter, no check and no YAML', () => {
		const heavy = startup(metafile)
			.flatMap(path => Object.keys(metafile.outputs[path]?.inputs ?? {}))
			.filter(input => /node_modules|src\/(adapters|app|checks|manifest)\//.test(input));
		assert.deepEqual(heavy, []);
	});

	it('asks for nothing but the editor itself', () => {
		const outside = startup(metafile)
			.flatMap(path => metafile.outputs[path]?.imports ?? [])
			.filter(each => each.external)
			.map(each => each.path);
		assert.deepEqual([...new Set(outside)], ['vscode']);
	});
});

/** The entry and the chunks that it imports statically, and those that they do. */
function startup({ outputs }: Metafile): string[] {
	const seen = new Set<string>(Object.keys(outputs).filter(path => outputs[path]?.entryPoint === 'src/extension.ts'));
	for (const path of seen) {
		for (const each of outputs[path]?.imports ?? []) {
			if (each.kind === 'import-statement' && !each.external) {
				seen.add(each.path);
			}
		}
	}
	return [...seen];
}
