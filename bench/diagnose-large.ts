import { defaultSettings } from '../src/core/check.ts';
import { connectedCluster } from './connected-cluster.ts';
import { LongestTurn } from './longest-turn.ts';

/** A diagnosis of a large cluster as the window runs it, in a process of its own: time, and the longest time it blocked. */
const cluster = await connectedCluster();
// The first run compiles what it runs.
for (const round of ['first', 'second']) {
	const turns = new LongestTurn();
	const since = performance.now();
	let collected = since;
	const run = await cluster.diagnose(
		[],
		{ timeoutMs: 30_000, windowMs: 0, deep: false, settings: defaultSettings, only: [], route: 'api' },
		{
			signal: AbortSignal.timeout(600_000),
			progress: () => (collected = performance.now()),
			bug: error => console.error(error),
		},
	);
	const findings = run?.report.verdicts.filter(({ verdict }) => verdict.kind === 'failed').length ?? 0;
	console.log(
		`${round} diagnosis: ${((performance.now() - since) / 1000).toFixed(1)} s, ` +
			`of these judged for ${((performance.now() - collected) / 1000).toFixed(1)} s, ${findings} checks failed, ` +
			`${turns.told()}, peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
	);
}
cluster.close();
process.exit(0);
