import { Command, Option } from 'commander';
import type { TreeFormat } from '../app/kubernetes/describe-cluster.ts';
import type { ClusterApiRow, Tone } from '../core/cluster-api-tree.ts';
import { etcdRoutes } from '../core/etcd-routes.ts';
import type { EtcdRoute } from '../core/kubernetes.ts';
import { t } from '../core/words.ts';
import { choiceOf, kubernetesHost, withKubernetesFlags, type KubernetesFlags } from './kubernetes-flags.ts';
import { print } from './print.ts';
import { version } from './product.ts';

interface DescribeFlags extends KubernetesFlags {
	readonly namespace?: string;
	readonly machineSets?: boolean;
	readonly echo?: boolean;
	readonly ungrouped?: boolean;
	readonly workload?: EtcdRoute;
	readonly format: TreeFormat;
	readonly output?: string;
	readonly failOn: 'error' | 'warning' | 'never';
}

export function capiCommand(exit: (code: number) => void): Command {
	const describe = withKubernetesFlags(
		new Command('describe').description(t('Draws a Cluster with all that belongs to it.')).argument('<cluster>'),
	)
		.option('--namespace <name>', t('namespace of the Cluster; without it, any'))
		.option('--machine-sets', t('show MachineSets too'))
		.option('--echo', t('show infrastructure and bootstrap objects that say what their Machine says'))
		.option('--ungrouped', t('show each Machine, though its siblings are in the same state'))
		.addOption(
			new Option(
				'--workload [route]',
				t('enter the workload cluster, for nodes, static pods and what blocks drains; with a route its etcd too'),
			)
				.choices(etcdRoutes)
				.preset('api'),
		)
		.addOption(
			new Option('--format <format>', t('form of the report')).choices(['text', 'json', 'markdown']).default('text'),
		)
		.option('--output <file>', t('write the report to a file'))
		.addOption(
			new Option('--fail-on <severity>', t('exit 1 from this severity on'))
				.choices(['error', 'warning', 'never'])
				.default('never'),
		)
		.action(async (cluster: string, flags: DescribeFlags) => exit(await describeFromTerminal(cluster, flags)));
	return new Command('capi').description(t('Looks at the objects of Cluster API.')).addCommand(describe);
}

/** How the rows read that are as grave. */
const tones: Readonly<Record<DescribeFlags['failOn'], readonly Tone[]>> = {
	error: ['bad'],
	warning: ['bad', 'warning'],
	never: [],
};

function isGrave({ tone, children }: ClusterApiRow, grave: readonly Tone[]): boolean {
	return grave.includes(tone) || children.some(child => isGrave(child, grave));
}

async function describeFromTerminal(name: string, flags: DescribeFlags): Promise<number> {
	const { describeCluster, treeFormats } = await import('../app/kubernetes/describe-cluster.ts');
	const { namespace, machineSets = false, echo = false, ungrouped = false, workload, format, timeout } = flags;
	const host = kubernetesHost();
	try {
		const which = { name, ...(namespace !== undefined && { namespace }) };
		const options = { machineSets, echo, ungrouped, ...(workload && { workload }) };
		const described = await describeCluster(choiceOf(flags), which, options, timeout, host);
		await print(treeFormats[format](described, version), flags.output);
		return described.rows.some(row => isGrave(row, tones[flags.failOn])) ? 1 : 0;
	} finally {
		host.done();
	}
}
