import type { Host } from '../app/diagnose.ts';

/** Progress on stderr and only on a terminal; Ctrl-C ends the run. */
export function terminalHost(): Host & { done(): void } {
	const abort = new AbortController();
	const isTerminal = process.stderr.isTTY === true;
	process.once('SIGINT', () => abort.abort());
	return {
		signal: abort.signal,
		progress(done, all, last) {
			if (isTerminal) {
				process.stderr.write(`\r\u001b[K${done}/${all} ${last}`);
			}
		},
		bug(error) {
			process.stderr.write(
				`quorum: this is a bug, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
			);
		},
		done() {
			if (isTerminal) {
				process.stderr.write('\r\u001b[K');
			}
		},
	};
}
