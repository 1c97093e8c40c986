import { spawn } from 'node:child_process';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** A folder that is not there: what is found must not depend on the snapshots that somebody saved on this machine. */
const nobodysState = join(import.meta.dirname, 'no-state');

/** As much of the JSON report as tests look at. */
export interface JsonReport {
	readonly cluster: { readonly id: string; readonly name: string };
	readonly members: readonly {
		readonly id: string;
		readonly name: string;
		readonly endpoint: string;
		readonly role: string;
		readonly reachable: boolean;
	}[];
	readonly notes?: readonly string[];
	readonly missingRole?: string;
	readonly verdicts: readonly {
		readonly check: string;
		readonly verdict: string;
		readonly reason?: string;
		readonly findings?: readonly {
			readonly severity: string;
			readonly message: string;
			readonly remedy: string;
			readonly subject?: { readonly kind: string; readonly id: string };
			readonly location?: { readonly file: string; readonly line: number; readonly column: number };
		}[];
	}[];
}

export interface Ran {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
	readonly ms: number;
}

/** Runs the built command line as a script would, without the caller's ETCDCTL variables, and in English. */
export function quorum(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
	const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ETCDCTL_')));
	const started = performance.now();
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [cli, ...args], { env: { ...own, LC_ALL: 'C', ...env } });
		let stdout = '';
		let stderr = '';
		child.stdout.on('data', data => (stdout += data));
		child.stderr.on('data', data => (stderr += data));
		child.on('error', reject);
		child.on('close', code => resolve({ code: code ?? -1, stdout, stderr, ms: performance.now() - started }));
	});
}

/** `quorum diagnose … --format json`, read. */
export async function diagnose(args: readonly string[]): Promise<Ran & { readonly report: JsonReport }> {
	const ran = await quorum(['diagnose', ...args, '--format', 'json'], { XDG_STATE_HOME: nobodysState });
	try {
		// The schema test holds the output against its schema; here it is taken as such.
		return { ...ran, report: JSON.parse(ran.stdout) as JsonReport };
	} catch {
		throw new Error(`No JSON came (exit ${ran.code}): ${ran.stdout.slice(0, 500)} ${ran.stderr}`);
	}
}

/** The ids of all checks that found something, sorted. */
export function idsOf(report: JsonReport): string[] {
	return report.verdicts
		.filter(({ verdict }) => verdict === 'failed')
		.map(({ check }) => check)
		.sort();
}

export function verdictOf(report: JsonReport, check: string): JsonReport['verdicts'][number] {
	const found = report.verdicts.find(each => each.check === check);
	if (!found) {
		throw new Error(`The report has no verdict of ${check}.`);
	}
	return found;
}
