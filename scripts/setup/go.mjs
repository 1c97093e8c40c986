import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { debianDepends, hasDebian, unpackDebian } from './debian.mjs';
import { run } from './exec.mjs';
import { cacheDir, which } from './paths.mjs';
import { publish } from './publish.mjs';

/** What etcd's own modules ask for; an older Go that may fetch a newer toolchain (1.21 and later) serves too. */
const wanted = [1, 26];

async function goVersion(go) {
	const [, major, minor] = /go(\d+)\.(\d+)/.exec(await run(go, ['env', 'GOVERSION'])) ?? [];
	return [Number(major), Number(minor)];
}

const atLeast = ([a, b], [c, d]) => a > c || (a === c && b >= d);

let found;

/** The Go command to build with and its environment: the machine's own, else one from Debian kept in the cache. */
export function ensureGo() {
	found ??= findGo();
	return found;
}

async function findGo() {
	const own = which('go');
	if (own) {
		const version = await goVersion(own);
		if (atLeast(version, wanted)) return { go: own, env: process.env };
		if (atLeast(version, [1, 21])) return { go: own, env: { ...process.env, GOTOOLCHAIN: 'auto' } };
	}
	const dir = join(cacheDir(), 'go', 'debian-sid');
	await publish(dir, async draft => {
		if (!(await hasDebian())) {
			throw new Error(`etcd is built with Go ${wanted.join('.')} or later. Install Go and have it on the PATH.`);
		}
		const compilers = (await debianDepends('sid', 'golang-go')).filter(name => /^golang-[\d.]+-go$/.test(name));
		await unpackDebian('sid', [...compilers, ...compilers.map(name => name.replace(/-go$/, '-src'))], draft);
		rmSync(join(draft, '.debs'), { recursive: true });
	});
	const goroot = readdirSync(join(dir, 'usr', 'lib')).find(name => name.startsWith('go-'));
	if (goroot === undefined) throw new Error(`No Go in ${dir}: remove that folder and try again.`);
	return { go: join(dir, 'usr', 'lib', goroot, 'bin', 'go'), env: { ...process.env, GOTOOLCHAIN: 'auto' } };
}
