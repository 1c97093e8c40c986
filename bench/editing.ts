import { completionsAt } from '../src/language/completion.ts';
import { hintsIn } from '../src/language/hints.ts';
import { hoverAt } from '../src/language/hover.ts';
import { pathsIn } from '../src/language/links.ts';
import { parseFile } from '../src/manifest/index.ts';

/**
 * How long the editor waits for hover, completion, hints and links in a kubeadm file of 300 lines: each at many places, what
 * was typed before being parsed anew every time, as after a keystroke. Processor time, all
 * threads: others may use the machine. The goal is at most 16 ms.
 */
const argument = (index: number) => `    - name: etcd-flag-${index}\n      value: "8589934592"\n`;
const volume = (index: number) =>
	`  - name: volume-${index}\n    hostPath: /etc/a-${index}\n    mountPath: /etc/a-${index}\n`;
const text = [
	'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.36.2\n',
	'etcd:\n  local:\n    extraArgs:\n    - name: quota-backend-bytes\n      value: "8589934592"\n',
	...Array.from({ length: 70 }, (_, index) => argument(index)),
	'apiServer:\n  extraVolumes:\n',
	...Array.from({ length: 46 }, (_, index) => volume(index)),
	'networking:\n  podSubnet: 10.244.0.0/16\n  \n---\napiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n',
].join('');

const lines = text.split('\n').length;
const parsed = () => parseFile({ path: 'kubeadm.yaml', text });
const whole = { start: 0, end: text.length };
const podSubnet = text.indexOf('podSubnet') + 3;
const typing = text.indexOf('\n---') - 1;

const tasks: readonly (readonly [name: string, run: (round: number) => unknown])[] = [
	['parse', parsed],
	['hover, parsed anew', () => hoverAt(parsed(), podSubnet, {})],
	['completion', () => completionsAt({ path: 'kubeadm.yaml', text }, typing + 1, {})],
	['hints of the whole file, parsed anew', () => hintsIn(parsed(), whole, {})],
	['links of the whole file, parsed anew', () => pathsIn(parsed(), {})],
];

console.log(`${lines} lines`);
for (const [name, run] of tasks) {
	const times: number[] = [];
	for (let round = 0; round < 120; round++) {
		const since = process.cpuUsage();
		if (run(round) === undefined) throw new Error(`${name} gave nothing.`);
		const { user, system } = process.cpuUsage(since);
		times.push((user + system) / 1000);
	}
	const sorted = times.slice(20).sort((a, b) => a - b);
	const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]?.toFixed(1);
	console.log(`${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, first ${times[0]?.toFixed(1)} ms`);
}
