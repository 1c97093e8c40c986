import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KubeconfigOptions {
	readonly server: string;
	readonly caFile?: string;
	readonly user: string;
	readonly token?: string;
	/** Of the file and the context; the user's name unless told. */
	readonly name?: string;
	/** More lines of the cluster and of the user, such as `proxy-url: …`. */
	readonly cluster?: readonly string[];
	readonly userLines?: readonly string[];
}

/** Writes a kubeconfig with one context into that folder, and gives its path. */
export function writeKubeconfig(dir: string, options: KubeconfigOptions): string {
	const name = options.name ?? options.user;
	const file = join(dir, `${name}.kubeconfig`);
	const lines = [
		'apiVersion: v1',
		'kind: Config',
		`current-context: ${name}`,
		'clusters:',
		`- name: ${name}`,
		'  cluster:',
		`    server: ${options.server}`,
		...(options.caFile === undefined ? [] : [`    certificate-authority: ${options.caFile}`]),
		...(options.cluster ?? []).map(line => `    ${line}`),
		'contexts:',
		`- name: ${name}`,
		'  context:',
		`    cluster: ${name}`,
		`    user: ${name}`,
		'users:',
		`- name: ${name}`,
		'  user:',
		...(options.userLines ?? [`token: ${options.token ?? ''}`]).map(line => `    ${line}`),
	];
	writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
	return file;
}
