import { join } from 'node:path';
import { run } from './exec.mjs';
import { buildGo, pinnedVersion } from './go-build.mjs';
import { cacheDir, exeSuffix, isExecutable } from './paths.mjs';
import { publish } from './publish.mjs';

/** Kubernetes stamps its version when it is linked; unstamped commands call themselves 0.0.0. */
function stampsOf(version) {
	const [major, minor] = version.split('.');
	const variable = 'k8s.io/component-base/version.git';
	return { [`${variable}Version`]: `v${version}`, [`${variable}Major`]: major, [`${variable}Minor`]: minor };
}

/**
 * A command of Kubernetes, such as `kube-apiserver` of 1.36: from the folder that KUBEBUILDER_ASSETS names, else the cache,
 * else built once from the module `test/servers/go/COMMAND-MINOR`, which takes some minutes.
 */
export async function ensureKubernetes(command, minor) {
	const named = process.env.KUBEBUILDER_ASSETS && join(process.env.KUBEBUILDER_ASSETS, command + exeSuffix);
	if (named && isExecutable(named) && (await versionOf(named)).startsWith(`${minor}.`)) {
		return { file: named, version: await versionOf(named), source: 'KUBEBUILDER_ASSETS' };
	}
	const name = `${command}-${minor}`;
	const version = pinnedVersion(name, 'k8s.io/kubernetes');
	if (version === undefined) {
		throw new Error(
			`No ${command} ${minor}: put one into a folder and name the folder in KUBEBUILDER_ASSETS, or add the module ` +
				`test/servers/go/${name}.`,
		);
	}
	const dir = join(cacheDir(), command, version);
	const fresh = await publish(dir, draft =>
		buildGo(name, `k8s.io/kubernetes/cmd/${command}`, join(draft, command), stampsOf(version)),
	);
	return { file: join(dir, command + exeSuffix), version, source: fresh ? 'made' : 'cache' };
}

/** `Kubernetes v1.36.3` of the API server; kubeadm has no such flag, but a subcommand. */
async function versionOf(file) {
	const told = await run(file, ['--version']).catch(() => run(file, ['version', '-o', 'short']));
	return /v(\d\S*)/.exec(told)?.[1] ?? '';
}
