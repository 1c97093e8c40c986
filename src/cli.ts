import { enableCompileCache } from 'node:module';

// Compiled code is kept between runs: loading is half of what a run on a healthy cluster takes. Node 20 has no such thing.
enableCompileCache?.();

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 15)) {
	process.stderr.write(`quorum: needs Node 22.15 or newer; this is ${process.versions.node}.\n`);
	process.exitCode = 2;
} else {
	const args = process.argv.slice(2);
	const { run } = await (args[0] === 'diagnose' ? import('./cli/diagnose-main.ts') : import('./cli/main.ts'));
	process.exitCode = await run(args);
}
