import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** The third-party notice: every package of which code is in the bundles, with its licence in its own words. */
export async function noticeOf(metafiles: readonly Metafile[]): Promise<string> {
	const packages = [...new Set(metafiles.flatMap(bundledPackages))].sort();
	const parts = await Promise.all(packages.map(noticeOfPackage));
	const head = 'Quorum contains code of these packages, each under the licence that follows it.\n';
	return [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** Folders such as `node_modules/yaml` and `node_modules/@scope/name`, of which the bundle took something. */
export function bundledPackages({ outputs }: Metafile): string[] {
	const taken = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
	return taken
		.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
		.flatMap(([path]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
}

async function noticeOfPackage(folder: string): Promise<string> {
	const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<
		string,
		string
	>;
	const file = (await readdir(folder)).find(each => /^licen[cs]e/i.test(each));
	if (file === undefined && license === undefined) {
		throw new Error(`${folder} does not say under which licence it is.`);
	}
	const text = file === undefined ? `Licence: ${license}` : await readFile(join(folder, file), 'utf8');
	return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
