import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasDebian, unpackDebian } from './debian.mjs';
import { run } from './exec.mjs';
import { buildGo, pinnedVersion } from './go-build.mjs';
import { cacheDir, exeSuffix, isExecutable, which } from './paths.mjs';
import { publish } from './publish.mjs';

export const etcdVersions = ['3.4', '3.5', '3.6', '3.7'];

/** Where Debian carries a version, getting it there takes seconds; the others are built from their Go modules. */
const debianSuites = { 3.4: 'bookworm', 3.5: 'trixie' };

const tools = ['etcd', 'etcdctl', 'etcdutl'];

/** The commands in a folder, or undefined unless etcd and etcdctl are both there (etcdutl came with 3.5). */
function inFolder(dir) {
	const files = Object.fromEntries(
		tools.map(tool => [tool, join(dir, tool + exeSuffix)]).filter(([, file]) => isExecutable(file)),
	);
	return files.etcd && files.etcdctl ? files : undefined;
}

async function withVersion(files) {
	const version = /etcd Version: (\S+)/.exec(await run(files.etcd, ['--version']))?.[1];
	if (version === undefined) throw new Error(`${files.etcd} --version does not say its version.`);
	return { ...files, version };
}

/** The etcd of one minor version: what the developer names, then the PATH, the cache, Debian, a build. */
export async function ensureEtcd(version) {
	const named = process.env.QUORUM_ETCD_BINARIES;
	if (named) {
		const files = inFolder(join(named, version));
		if (files) return { ...(await withVersion(files)), source: 'QUORUM_ETCD_BINARIES' };
	}
	const onPath = which('etcd');
	const beside = onPath && which('etcdctl') ? { etcd: onPath, etcdctl: which('etcdctl') } : undefined;
	if (beside) {
		const files = await withVersion(which('etcdutl') ? { ...beside, etcdutl: which('etcdutl') } : beside);
		if (files.version.startsWith(`${version}.`)) return { ...files, source: 'PATH' };
	}
	const { dir, fresh } = await ensureCached(version);
	const files = inFolder(dir);
	if (files === undefined) throw new Error(`No etcd in ${dir}: remove that folder and try again.`);
	return { ...(await withVersion(files)), source: fresh ? 'made' : 'cache' };
}

async function ensureCached(version) {
	const suite = debianSuites[version];
	if (suite) {
		const dir = join(cacheDir(), 'etcd', `${version}-${suite}`);
		if (existsSync(dir)) return { dir, fresh: false };
		if (await hasDebian()) return { dir, fresh: await publish(dir, draft => takeFromDebian(suite, draft)) };
	}
	const pinned = pinnedVersion(`etcd-${version}`, 'go.etcd.io/etcd/server/v3');
	if (pinned === undefined) {
		throw new Error(
			`No etcd ${version}: it is neither on the PATH nor to be had from Debian here. Put etcd and etcdctl of ` +
				`${version} into a folder <dir>/${version} and set QUORUM_ETCD_BINARIES=<dir>.`,
		);
	}
	const dir = join(cacheDir(), 'etcd', pinned);
	return { dir, fresh: await publish(dir, draft => buildEtcd(version, draft)) };
}

async function takeFromDebian(suite, draft) {
	await unpackDebian(suite, ['etcd-server', 'etcd-client'], draft);
	for (const tool of tools) {
		const from = join(draft, 'usr', 'bin', tool);
		if (!existsSync(from)) continue;
		copyFileSync(from, join(draft, tool));
		chmodSync(join(draft, tool), 0o755);
	}
	const keep = tools.map(tool => tool + exeSuffix);
	for (const entry of readdirSync(draft)) {
		if (!keep.includes(entry)) rmSync(join(draft, entry), { recursive: true });
	}
}

async function buildEtcd(version, draft) {
	const packages = { etcd: 'server', etcdctl: 'etcdctl', etcdutl: 'etcdutl' };
	for (const [tool, path] of Object.entries(packages)) {
		await buildGo(`etcd-${version}`, `go.etcd.io/etcd/${path}/v3`, join(draft, tool));
	}
}
