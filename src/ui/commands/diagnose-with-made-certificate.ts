import type { App } from '../app.ts';

/** Diagnoses a workload cluster of Cluster API, entering its etcd with a certificate made for it. Gives the report. */
export default async function diagnoseWithMadeCertificate(app: App, cluster?: unknown): Promise<unknown> {
	return (await import('../kubernetes/made-certificate.ts')).diagnoseWithMadeCertificate(app, cluster);
}
