import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Takes Node's own modules by `process.getBuiltinModule` instead of by `import`, and each only when something of it is first
 * used. An import makes Node read every export of the module at once, lazy ones included: `import 'node:http'` alone loads all
 * of undici, some 25 ms; and a library may name a module that a run never comes to.
 */
export const nodeBuiltins: Plugin = {
	name: 'node-builtins',
	setup(build) {
		const names = new Set(builtinModules.map(name => name.replace(/^node:/, '')));
		build.onResolve({ filter: /^(node:)?[a-z0-9_]+(\/[a-z0-9_]+)?$/ }, ({ path }) => {
			const name = path.replace(/^node:/, '');
			return names.has(name) ? { path: name, namespace: 'node-builtin', sideEffects: false } : undefined;
		});
		build.onLoad({ filter: /.*/, namespace: 'node-builtin' }, ({ path }) => ({ contents: contentsFor(path) }));
	},
};

function contentsFor(name: string): string {
	const taken = `process.getBuiltinModule(${JSON.stringify(`node:${name}`)})`;
	const known: unknown = process.getBuiltinModule(name);
	if (typeof known === 'function') {
		return `module.exports = ${taken};`;
	}
	const keys = JSON.stringify(Object.keys(Object(known)));
	return `for (const key of ${keys}) Object.defineProperty(exports, key, { enumerable: true, get: () => ${taken}[key] });`;
}
