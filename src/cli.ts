import { enableCompileCache } from 'node:module';

// Compiled code is kept between runs: loading is half of what a run on a healthy cluster takes.
enableCompileCache();

const { run } = await import('./cli/main.ts');
process.exitCode = await run(process.argv.slice(2));
