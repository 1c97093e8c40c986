import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Takes Node's own modules by `process.getBuiltinModule` instead of by `import`. An import makes Node read every export of
 * the module at once, lazy ones included: `import 'node:http'` alone loads all of undici, some 25 ms.
 */
export const nodeBuiltins: Plugin = {
	name: 'node-builtins',
	setup(build) {
		const names = new Set(builtinModules.map(name => name.replace(/^node:/, '')));
		build.onResolve({ filter: /^(node:)?[a-z0-9_]+(\/[a-z0-9_]+)?$/ }, ({ path }) => {
			const name = path.replace(/^node:/, '');
			return names.has(name) ? { path: name, namespace: 'node-builtin', sideEffects: false } : undefined;
		});
		build.onLoad({ filter: /.*/, namespace: 'node-builtin' }, ({ path }) => ({
			contents: `module.exports = process.getBuiltinModule(${JSON.stringify(`node:${path}`)});`,
		}));
	},
};
