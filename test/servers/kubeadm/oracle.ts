import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureKubernetes } from '../../../scripts/setup/kubernetes.mjs';
import { lint } from '../../../src/app/lint.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { findingsOf } from '../../../src/core/diagnose.ts';
import type { Finding } from '../../../src/core/finding.ts';
import { beyondKubeadm, outside } from './exceptions.ts';
import { expectedLines } from './expected-lines.ts';
import { validate } from './validate.ts';

export type Minor = '1.30' | '1.36';

export async function kubeadmOf(minor: Minor): Promise<string> {
	return (await ensureKubernetes('kubeadm', minor)).file;
}

const silent = new URL('../../fixtures/config-silent/', import.meta.url);
const old = new URL('../../fixtures/kubeadm-v1beta3/', import.meta.url);

/** Whole files that are right for a kubeadm: to be changed at random. */
export function basesFor(minor: Minor): readonly string[] {
	const folder = minor === '1.36' ? silent : old;
	return readdirSync(folder)
		.filter(name => /^kubeadm-(?!placeholders|v1beta2)/.test(name))
		.map(name => readFileSync(new URL(name, folder), 'utf8'));
}

function errorsIn(text: string, kubernetes: string): Finding[] {
	const options = { settings: defaultSettings, targets: { kubernetes }, now: 0 };
	const { report } = lint([{ path: 'f.yaml', text }], options);
	return findingsOf(report).filter(({ severity }) => severity === 'error');
}

/** How kubeadm and we differ over a file, as a sentence; nothing where we agree. */
async function difference(kubeadm: string, minor: Minor, text: string, file: string): Promise<string | undefined> {
	writeFileSync(file, text);
	const { accepts, said } = await validate(kubeadm, file);
	const all = errorsIn(text, minor);
	const told = all.map(({ check, message, location }) => `${location?.line}: ${message} [${check}]`).join('\n');
	if (accepts) {
		const wrong = all.filter(({ check }) => beyondKubeadm[check] === undefined);
		return wrong.length > 0 ? `kubeadm ${minor} accepts it, we say\n${told}\nof\n${text}` : undefined;
	}
	if (all.length === 0) {
		return outside.test(said) ? undefined : `kubeadm ${minor} refuses it, we do not: ${said}of\n${text}`;
	}
	const lines = new Set(all.map(({ location }) => location?.line ?? 0));
	const missed = expectedLines(said, text).find(expected => !expected.some(line => lines.has(line)));
	return missed && `kubeadm ${minor} complains of line ${missed.join(', ')}: ${said}we say\n${told}\nof\n${text}`;
}

/** Every difference over some files, several processes at a time. */
export async function differences(minor: Minor, texts: readonly string[], folder: string): Promise<string[]> {
	const kubeadm = await kubeadmOf(minor);
	const found: string[] = [];
	const left = texts.entries();
	const work = async (worker: number): Promise<void> => {
		for (const [, text] of left) {
			const each = await difference(kubeadm, minor, text, join(folder, `${minor}-${worker}.yaml`));
			found.push(...(each === undefined ? [] : [each]));
		}
	};
	await Promise.all([0, 1, 2].map(work));
	return found;
}
