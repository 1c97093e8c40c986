import { join } from 'node:path';
import { buildGo, pinnedVersion } from './go-build.mjs';
import { cacheDir, exeSuffix, isExecutable } from './paths.mjs';
import { publish } from './publish.mjs';

/** What others read etcd's files with, each with its package; all of one Go module. */
const packages = {
	bbolt: 'go.etcd.io/bbolt/cmd/bbolt',
	'etcd-dump-db': 'go.etcd.io/etcd/v3/tools/etcd-dump-db',
	'etcd-dump-logs': 'go.etcd.io/etcd/v3/tools/etcd-dump-logs',
};

const goModule = 'disk-tools';

/** The tools by name, built once in the versions that the module pins; `source` says whether they were there. */
export async function ensureDiskTools() {
	const [bbolt, etcd] = ['go.etcd.io/bbolt', 'go.etcd.io/etcd/v3'].map(path => pinnedVersion(goModule, path));
	const dir = join(cacheDir(), goModule, `${bbolt}-${etcd}`);
	const fresh = await publish(dir, async draft => {
		for (const [name, path] of Object.entries(packages)) await buildGo(goModule, path, join(draft, name));
	});
	const tools = Object.fromEntries(Object.keys(packages).map(name => [name, join(dir, name + exeSuffix)]));
	const missing = Object.values(tools).find(file => !isExecutable(file));
	if (missing) throw new Error(`There is no ${missing}: remove its folder and try again.`);
	return { tools, version: `bbolt ${bbolt}, etcd ${etcd}`, source: fresh ? 'made' : 'cache' };
}
