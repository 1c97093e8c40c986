import { isShown, rowsOf } from '../src/app/kubernetes/rows.ts';
import { connectedCluster } from './connected-cluster.ts';
import { LongestTurn } from './longest-turn.ts';

/** What the sidebar holds of a large cluster, in a process of its own: time, memory, and the longest time it blocked. */
const cluster = await connectedCluster();
const turns = new LongestTurn();
const since = performance.now();
const lists = () => ({ pods: cluster.watched('pods', isShown), kubeEvents: cluster.watched('kubeEvents', isShown) });
while (!Object.values(lists()).every(list => list?.isComplete)) {
	const problem = Object.values(lists()).find(list => list?.problem)?.problem;
	if (problem) console.log(problem);
	await new Promise(resolve => setTimeout(resolve, 100));
}
const listed = performance.now() - since;
const longest = turns.told();
const { pods, kubeEvents } = lists();
const around = { now: Date.parse('2026-08-20T12:10:00Z'), cluster: 'bench', members: [] };
const drawing = performance.now();
const rows =
	(await rowsOf('workloads', { pods: pods?.objects ?? [] }, around)).length +
	(await rowsOf('events', { kubeEvents: kubeEvents?.objects ?? [] }, around)).length;
const drawn = performance.now() - drawing;
const peakMb = process.resourceUsage().maxRSS / 1024;
console.log(
	`listed in ${(listed / 1000).toFixed(1)} s, ${pods?.objects.length} pods and ${kubeEvents?.objects.length} events held, ` +
		`${rows} rows drawn in ${drawn.toFixed(0)} ms, peak ${peakMb.toFixed(0)} MB, ${longest}`,
);
cluster.close();
process.exit(0);
