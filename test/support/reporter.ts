import mocha, { type MochaOptions, type Runner } from 'mocha';
import { addCounts } from './counts.ts';

/** One of mocha's own reporters (`--reporter-option style=dot`, else spec), whose counts join those of the whole run. */
export default class CountingReporter {
	constructor(runner: Runner, options: MochaOptions) {
		const style = options.reporterOptions?.style === 'dot' ? mocha.reporters.Dot : mocha.reporters.Spec;
		new style(runner, options);
		// A test that needed a second attempt is worth a look, though it passed.
		runner.on('retry', (test, error) => console.log(`    again: ${test.fullTitle()}\n${String(error)}`));
		runner.once('end', () => {
			const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
			addCounts({ passed: passes, failed: failures, skipped: pending });
			// Ends a run that something left open would keep for ever; it does not itself keep the process.
			setTimeout(() => {
				console.log(`Still open after all tests: ${[...new Set(process.getActiveResourcesInfo())].join(', ')}`);
				process.exit();
			}, 30_000).unref();
		});
	}
}
