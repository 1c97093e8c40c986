import { enableCompileCache } from 'node:module';

// Compiled code is kept between runs: loading gRPC is half of what a run on a healthy cluster takes.
enableCompileCache();
// grpc-js names the dialled IP address to TLS, of which Node warns on every run; nobody who reads it could act on it.
process.noDeprecation = true;

const { run } = await import('./cli/main.ts');
process.exitCode = await run(process.argv.slice(2));
