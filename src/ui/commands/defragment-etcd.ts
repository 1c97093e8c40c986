import type { PlanEnd } from '../../app/execute-plan.ts';
import type { App } from '../app.ts';
import { perform } from './operate-cluster.ts';

export default function defragmentEtcd(app: App, cluster?: unknown): Promise<PlanEnd | undefined> {
	return perform(app, cluster, {
		plan: async state => (await import('../operations/cluster-operations.ts')).defragment(state),
	});
}
