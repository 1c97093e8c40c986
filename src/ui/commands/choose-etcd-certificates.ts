import type { App } from '../app.ts';

/** Remembers the files with which the etcd of a cluster is entered; gives them. */
export default async function chooseEtcdCertificates(app: App, cluster?: unknown): Promise<unknown> {
	return (await import('../kubernetes/choose-etcd-certificates.ts')).chooseEtcdCertificates(app, cluster);
}
