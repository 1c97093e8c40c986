import type { Host } from '../app/diagnose.ts';
import { t } from '../core/words.ts';

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
				`quorum: ${t('this is a bug, please report it: {0}', String(error instanceof Error ? error.stack : error))}\n`,
			);
		},
		done() {
			if (isTerminal) {
				process.stderr.write('\r\u001b[K');
			}
		},
	};
}
