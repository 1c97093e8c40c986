import { ensureChromium } from './chromium.mjs';
import { ensureCodeServer } from './code-server.mjs';
import { ensureDiskTools } from './disk-tools.mjs';
import { ensureEtcd, etcdVersions } from './etcd.mjs';
import { seconds, step } from './exec.mjs';
import { ensureKubernetes } from './kubernetes.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { ensureSshd } from './sshd.mjs';
import { ensureStrace } from './strace.mjs';

/** The commands of Kubernetes that tests need, each with its minor version. */
const kubernetesCommands = [
	['kube-apiserver', '1.36'],
	['kubeadm', '1.30'],
	['kubeadm', '1.36'],
];

/** The etcds, in parallel from Debian; builds one after the other, because each uses every core. */
async function servers(versions, kubernetes, diskTools) {
	const one = version =>
		step(`etcd ${version}`, async () => {
			const { version: exact, source } = await ensureEtcd(version);
			return `${exact} (${source})`;
		});
	const built = versions.filter(version => !['3.4', '3.5'].includes(version));
	const chain = async () => {
		for (const version of built) await one(version);
		if (diskTools) {
			await step('tools for etcd’s files', async () => {
				const { version, source } = await ensureDiskTools();
				return `${version} (${source})`;
			});
		}
		for (const [command, minor] of kubernetes) {
			await step(`${command} ${minor}`, async () => {
				const { version, source } = await ensureKubernetes(command, minor);
				return `${version} (${source})`;
			});
		}
	};
	await Promise.all([chain(), ...versions.filter(version => !built.includes(version)).map(one)]);
}

/**
 * All that the suites need, each step idempotent: what is there already costs a look. Every step runs to its end, so
 * that one failing leaves no half-made thing behind and all failures are told at once.
 */
export async function setUp({
	etcd = etcdVersions,
	kubernetes = kubernetesCommands,
	vscode = true,
	chromium = true,
	diskTools = false,
	strace = false,
	sshd = false,
} = {}) {
	const since = performance.now();
	console.log('Set-up');
	await step('packages', ensureNodeModules);
	const results = await Promise.allSettled([
		servers(etcd, kubernetes, diskTools),
		...(vscode
			? [
					step('VS Code server', async () => {
						const { version, fresh } = await ensureCodeServer();
						return `${version} (${fresh ? 'made' : 'cache'})`;
					}),
				]
			: []),
		...(chromium ? [step('Chromium', ensureChromium)] : []),
		...(sshd ? [step('sshd', ensureSshd)] : []),
		...(strace ? [step('strace', ensureStrace)] : []),
	]);
	const failures = results.filter(result => result.status === 'rejected').map(result => result.reason);
	if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n\n'));
	console.log(`Set-up took ${seconds(since)}\n`);
}

if (process.argv[1]?.endsWith('index.mjs')) await setUp();
