import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/**
 * Stands in for kubelet, which cannot be had without a node: watches the folder of static pods, ignores files that begin
 * with a dot, and starts, stops and restarts the real program of each as its manifest says. Runs inside a test host.
 */
const manifests = '/etc/kubernetes/manifests';
const [folder = ''] = process.argv.slice(2);
/** Image → the program. */
const programs = JSON.parse(readFileSync(join(folder, 'programs.json'), 'utf8')) as Record<string, string>;
const log = openSync(join(folder, 'etcd.log'), 'a');

interface Pod {
	readonly text: string;
	readonly child: ChildProcess;
	ended: boolean;
}

const pods = new Map<string, Pod>();

function start(file: string, text: string): void {
	const container = (parse(text) as { spec: { containers: { image: string; command: string[] }[] } }).spec
		.containers[0];
	const program = container && programs[container.image];
	if (!program) {
		throw new Error(`No program for the image ${container?.image}.`);
	}
	const child = spawn(program, container.command.slice(1), { stdio: ['ignore', log, log] });
	const pod: Pod = { text, child, ended: false };
	child.once('close', () => (pod.ended = true));
	pods.set(file, pod);
}

/** By name; a link that leads nowhere is passed over, as kubelet does. */
function manifestsNow(): Map<string, string> {
	const files = readdirSync(manifests).filter(name => !name.startsWith('.') && existsSync(join(manifests, name)));
	return new Map(files.map(file => [file, readFileSync(join(manifests, file), 'utf8')]));
}

function look(): void {
	const texts = manifestsNow();
	for (const [file, pod] of pods) {
		if (pod.ended) {
			pods.delete(file);
		} else if (texts.get(file) !== pod.text) {
			pod.child.kill('SIGTERM');
		}
	}
	for (const [file, text] of [...texts].filter(([name]) => !pods.has(name))) {
		try {
			start(file, text);
		} catch (error) {
			appendFileSync(join(folder, 'kubelet.log'), `${file}: ${String(error)}\n`);
		}
	}
}

setInterval(look, 200);
