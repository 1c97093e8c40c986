import { LiveCluster } from '../src/app/kubernetes/live-cluster.ts';

/** The cluster of the kubeconfig that the command line names, connected as the window does it. */
export async function connectedCluster(): Promise<LiveCluster> {
	const [file = ''] = process.argv.slice(2);
	const cluster = new LiveCluster(
		'bench',
		{ file, context: 'admin' },
		{
			env: {},
			isTrusted: false,
			timeoutMs: 30_000,
			keepsEvents: () => false,
			onMessage: () => undefined,
			onChange: () => undefined,
		},
	);
	const state = await cluster.connect();
	if (state.kind !== 'connected') throw new Error(JSON.stringify(state));
	return cluster;
}
