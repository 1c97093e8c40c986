import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../../src/app/lint.ts';
import { defaultSettings } from '../../src/core/check.ts';
import { findingsOf } from '../../src/core/diagnose.ts';
import type { Finding } from '../../src/core/finding.ts';
import { makeTempDir } from '../support/temp-dir.ts';

/**
 * Holds the rules against a real kubeadm: `node test/kubeadm/compare.ts KUBEADM [COUNT] [SEED]`. Files are changed at
 * random; what kubeadm refuses must have an error, and what it accepts none but of these rules, whose errors are of etcd
 * itself or of the node.
 */
const beyondKubeadm = new Set([
	'config/apiserver-etcd-overrides-malformed',
	'config/apiserver-etcd-servers-invalid',
	'config/apiserver-flag-unknown',
	'config/apiserver-storage-unusual',
	'config/argument-name-malformed',
	'config/etcd-compaction-invalid',
	'config/etcd-discovery-conflict',
	'config/etcd-feature-gate-unknown',
	'config/etcd-flag-twice',
	'config/etcd-flag-unknown',
	'config/etcd-image-too-old',
	'config/etcd-listen-needs-address',
	'config/etcd-timeouts',
	'config/etcd-tls-versions',
	'config/etcd-value-invalid',
]);

/** Refusals for a reason that is not in the file: the network, or a Kubernetes that is older than this kubeadm. */
const outside = /could not fetch|internet|Timeout|supports deploying/;

const values =
	`""|''|null|~|true|yes|"true"|0|-1|1|65536|1.5|"1"|abc|A_B|a b|10.0.0.1|10.0.0.0/8|10.0.0.0/33|"fd00::/64"|` +
	`10.0.0.0/24,10.1.0.0/24|http://a:1|https://a:1/x|a:1|[]|{}|[a]|{a: b}|5m|1d|"5"|/abs|rel/x|/x.crt|v1.36.1|v1.36|` +
	`1.36.0|stable|*.a.b|"*"|Always|abcdef.0123456789abcdef|2030-01-31T12:00:00Z|x@y|a/b:c|host:99999|"[::1]:6443"|` +
	`:6443|010.0.0.1|::1|1e3|0x10|010|1_000|on|.5|RSA-2048|unix://|10.96.0.0/12, 10.0.0.0/8|!!str 5|99999999999`;
const pool = values.split('|');

const folder = new URL('../fixtures/config-silent/', import.meta.url);
const bases = readdirSync(folder)
	.filter(name => /^kubeadm-(?!placeholders|v1beta2)/.test(name))
	.map(name => readFileSync(new URL(name, folder), 'utf8'));

const [kubeadm = 'kubeadm', count = '200', seed = '1'] = process.argv.slice(2);
let state = Number(seed);

/** The same numbers for the same seed. */
function below(bound: number): number {
	state = (state * 1103515245 + 12345) % 2147483648;
	return Math.floor((state / 2147483648) * bound);
}

function pick<T>(items: readonly T[]): T {
	const item = items[below(items.length)];
	if (item === undefined) throw new Error('Nothing to pick from.');
	return item;
}

function mutate(text: string): string {
	const lines = text.split('\n');
	const at = below(lines.length);
	const line = lines[at] ?? '';
	const [, lead = '', key, value = ''] = /^(\s*(?:- )?)(\w+): (.+)$/.exec(line) ?? [];
	const [, dash] = /^(\s*- )[^:{]+$/.exec(line) ?? [];
	const how = below(8);
	if (dash !== undefined) {
		lines[at] = dash + pick(pool);
	} else if (key !== undefined && how === 0) {
		lines[at] = `${lead}${key.toLowerCase() === key ? `${key}s` : key.toLowerCase()}: ${value}`;
	} else if (key !== undefined && how < 3 && !lead.includes('-')) {
		lines.splice(at, 1, ...(how === 1 && /^[\w"./:-]+$/.test(value) ? [line, line] : []));
	} else if (key !== undefined && !/apiVersion|kind/.test(key)) {
		lines[at] = `${lead}${key}: ${pick(pool)}`;
	}
	return lines.join('\n');
}

function validate(file: string): Promise<{ readonly accepts: boolean; readonly said: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(kubeadm, ['config', 'validate', '--config', file]);
		let said = '';
		child.stderr.on('data', (data: Buffer) => (said += data.toString()));
		child.on('error', reject);
		child.on('close', code => resolve({ accepts: code === 0, said }));
	});
}

function errorsIn(text: string): Finding[] {
	const { report } = lint([{ path: 'f.yaml', text }], { settings: defaultSettings, targets: {}, now: 0 });
	return findingsOf(report).filter(({ severity }) => severity === 'error');
}

let wrong = 0;
let accepted = 0;
const file = join(makeTempDir('kubeadm'), 'f.yaml');
for (let done = 0; done < Number(count); done++) {
	const text = mutate(mutate(pick(bases)));
	writeFileSync(file, text);
	const { accepts, said } = await validate(file);
	const errors = errorsIn(text).filter(({ check }) => !accepts || !beyondKubeadm.has(check));
	accepted += accepts ? 1 : 0;
	if (accepts === errors.length > 0 && !(errors.length === 0 && outside.test(said))) {
		wrong += 1;
		const told = errors.map(({ check, message, location }) => `${location?.line}: ${message} [${check}]`).join('\n');
		console.log(
			`--- ${accepts ? `kubeadm accepts, we say:\n${told}` : `kubeadm refuses, we do not:\n${said}`}\n${text}`,
		);
	}
}
console.log(`${count} files, ${accepted} accepted, ${wrong} judged otherwise.`);
process.exitCode = wrong > 0 ? 1 : 0;
