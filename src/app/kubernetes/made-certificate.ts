import type { EtcdCertificates } from '../../adapters/kubernetes/etcd-routes.ts';
import { demand } from '../../adapters/kubernetes/reviews.ts';
import { secretFields } from '../../adapters/kubernetes/secret-fields.ts';
import { makeClientCertificate } from '../../adapters/x509/client-certificate.ts';
import { madeCertificate } from '../../core/made-certificate.ts';
import { t } from '../../core/words.ts';
import type { OpenCluster } from './open-cluster.ts';
import type { WorkloadName } from './open-workload.ts';

/**
 * A client certificate of etcd, made of the authority that Cluster API keeps in a secret of the cluster that manages. Only for
 * a user who chose it: that key opens all of etcd for as long as the cluster lives. It is read when the step comes that needs
 * it, signs one certificate of a few minutes, and is dropped; neither is written or logged.
 */
export function certificateMadeFor({ client }: Pick<OpenCluster, 'client'>, cluster: WorkloadName): EtcdCertificates {
	const { secret, minutes, commonName } = madeCertificate(cluster.name);
	const where = { namespace: cluster.namespace, name: secret };
	return {
		note: t(
			'A client certificate of etcd, valid for {0} minutes, was made in memory with the key in the secret {1}.',
			minutes,
			`${where.namespace}/${secret}`,
		),
		async get(signal) {
			const wanted = { verbs: ['get'] as const, resource: 'secrets', namespace: where.namespace, names: [secret] };
			await demand(client, wanted, signal);
			const [ca, caKey] = await secretFields(client, where, ['tls.crt', 'tls.key'], signal);
			const authority = { cert: ca ?? Buffer.alloc(0), key: caKey ?? Buffer.alloc(0) };
			try {
				const about = { commonName, now: Date.now(), lifetimeMs: minutes * 60_000 };
				return { ca: authority.cert, ...makeClientCertificate(authority, about) };
			} finally {
				authority.key.fill(0);
			}
		},
	};
}
