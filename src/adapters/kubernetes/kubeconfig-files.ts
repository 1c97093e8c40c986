import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { messageOf } from '../../core/errors.ts';
import { readKubeconfig, type Kubeconfig } from './kubeconfig.ts';

/** The files that kubectl would read: those of `KUBECONFIG`, else the one at home; and further ones, each once. */
export function kubeconfigPaths(env: NodeJS.ProcessEnv, more: readonly string[] = []): string[] {
	const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter(path => path !== '');
	const own = listed.length > 0 ? listed : [join(homedir(), '.kube', 'config')];
	return [...new Set([...own, ...more].map(path => resolve(path.replace(/^~(?=[/\\]|$)/, homedir()))))];
}

/** One file as it was found: its names, or why they could not be read. */
export type FoundKubeconfig = Kubeconfig | { readonly file: string; readonly problem: string };

/**
 * Reads kubeconfigs, and a file again only when its time or size has changed. Keeps names and addresses, no secret. A file that
 * is not there is no kubeconfig, and no problem.
 */
export class KubeconfigFiles {
	readonly #known = new Map<string, { readonly stamp: string; readonly found: FoundKubeconfig }>();

	async read(paths: readonly string[]): Promise<FoundKubeconfig[]> {
		const found = await Promise.all(paths.map(path => this.#readOne(path)));
		return found.filter(each => each !== undefined);
	}

	async #readOne(file: string): Promise<FoundKubeconfig | undefined> {
		const stamp = await stampOf(file);
		if (stamp === undefined) {
			this.#known.delete(file);
			return undefined;
		}
		const known = this.#known.get(file);
		if (known?.stamp === stamp) {
			return known.found;
		}
		const found = await readKubeconfig(file).catch((error: unknown) => ({ file, problem: messageOf(error) }));
		this.#known.set(file, { stamp, found });
		return found;
	}
}

/** What changes when a file is written; undefined where there is none. */
async function stampOf(file: string): Promise<string | undefined> {
	try {
		const { mtimeMs, size, ino } = await stat(file);
		return `${mtimeMs} ${size} ${ino}`;
	} catch (error) {
		// Anything but absence is told by the attempt to read it.
		return Object(error).code === 'ENOENT' ? undefined : messageOf(error);
	}
}
