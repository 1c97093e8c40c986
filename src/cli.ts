const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 15)) {
	process.stderr.write(`quorum: needs Node 22.15 or newer; this is ${process.versions.node}.\n`);
	process.exitCode = 2;
} else {
	const args = process.argv.slice(2);
	// In the build, each of the two is a script of its own that is run with the code kept of it.
	const { run } = await (args[0] === 'diagnose' ? import('./cli/diagnose-main.ts') : import('./cli/main.ts'));
	process.exitCode = await run(args);
}
