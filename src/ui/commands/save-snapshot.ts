import type { PlanEnd } from '../../app/execute-plan.ts';
import type { App } from '../app.ts';
import { saveSnapshot as plan } from '../operations/cluster-operations.ts';
import { perform } from './operate-cluster.ts';

export default function saveSnapshot(app: App, cluster?: unknown): Promise<PlanEnd | undefined> {
	return perform(app, cluster, { plan: state => plan(state) });
}
