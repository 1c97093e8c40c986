import { run } from './cli/main.ts';

// grpc-js names the dialled IP address to TLS, of which Node warns on every run; nobody who reads it could act on it.
process.noDeprecation = true;
process.exitCode = await run(process.argv.slice(2));
