import apiServerCertificateExpires from '../../src/checks/kubernetes/api-server-certificate-expires.ts';
import apiServerCertificateMismatch from '../../src/checks/kubernetes/api-server-certificate-mismatch.ts';
import clientCertificateExpires from '../../src/checks/kubernetes/client-certificate-expires.ts';
import clockSkew from '../../src/checks/kubernetes/clock-skew.ts';
import distributionCertificatesExpire from '../../src/checks/kubernetes/distribution-certificates-expire.ts';
import signingRequestPending from '../../src/checks/kubernetes/signing-request-pending.ts';
import tlsSecretExpires from '../../src/checks/kubernetes/tls-secret-expires.ts';
import trustBundleExpired from '../../src/checks/kubernetes/trust-bundle-expired.ts';
import type { Certificate, Handshake } from '../../src/core/facts.ts';
import type { Json, KubeObject, ObjectCertificate } from '../../src/core/kubernetes.ts';
import { certificateOf, handshakeOf } from '../support/facts.ts';
import { ago, conditionsAs, kubeEventOf, namespacedOf, nodeOf, objectOf } from '../support/kubernetes-objects.ts';
import { scene, type Scene, type Staging } from './scene.ts';

const soon = certificateOf({ notAfter: '2026-08-24T00:00:00.000Z' });
const tlsSecret = { apiVersion: 'v1', kind: 'Secret', namespace: 'default', name: 'web-tls' };

function shown(leaf: Certificate, more: Partial<Handshake> = {}): Staging {
	return {
		kubernetesCertificates: { server: 'https://10.0.0.1:6443', handshake: handshakeOf(0, leaf, more), authorities: [] },
	};
}

function client(certificate: Certificate): Staging {
	return { kubernetesCertificates: { server: 'https://10.0.0.1:6443', client: certificate, authorities: [] } };
}

function requestOf(minutes: number, status: Readonly<Record<string, Json>>, name = 'csr-1'): KubeObject {
	return objectOf(
		'certificates.k8s.io/v1',
		'CertificateSigningRequest',
		name,
		{
			spec: {
				signerName: 'kubernetes.io/kubelet-serving',
				username: 'system:node:w-1',
				request: csr,
				usages: ['digital signature', 'server auth'],
			},
			status,
		},
		{ creationTimestamp: ago(minutes) },
	);
}

/** Any request will do, and none is looked at. */
const csr = '';

function secretWith(certificate: Certificate, keyFits = true): ObjectCertificate {
	return { object: tlsSecret, field: 'data[tls.crt]', certificate, keyFits };
}

const ingress = namespacedOf('networking.k8s.io/v1', 'Ingress', 'web', {
	spec: {
		tls: [{ hosts: ['web.example'], secretName: 'web-tls' }],
		defaultBackend: { service: { name: 'web', port: { number: 80 } } },
	},
});
const w1 = nodeOf('w-1');

export const certificateScenes: readonly Scene[] = [
	scene(
		apiServerCertificateExpires,
		[shown(certificateOf())],
		[shown(soon), /certificate of the API server https:\/\/10.0.0.1:6443 expires in 3.5 d, on 2026-08-24/],
	),
	scene(
		apiServerCertificateMismatch,
		[shown(certificateOf())],
		[shown(certificateOf(), { nameMismatch: 'it names cp-1 alone' }), /does not name it: it names cp-1/],
		[shown(certificateOf(), { untrusted: 'SELF_SIGNED_CERT_IN_CHAIN' }), /not from the authority/],
	),
	scene(
		clientCertificateExpires,
		[client(certificateOf())],
		[client(soon), /expires in 3.5 d/],
		[client(certificateOf({ clientAuth: false })), /not made for clients/],
	),
	scene(
		signingRequestPending,
		[
			{
				certificateSigningRequests: [
					requestOf(5, {}),
					requestOf(500, { conditions: conditionsAs({ Approved: 'True' }) }, 'csr-2'),
				],
			},
		],
		[
			{ certificateSigningRequests: [requestOf(90, {})] },
			/csr-1 of \S+ for kubernetes.io\/kubelet-serving is not approved/,
		],
	),
	scene(
		tlsSecretExpires,
		[
			{
				secretCertificates: [secretWith(certificateOf({ names: ['*.example', 'web.example'] }))],
				ingresses: [ingress],
			},
		],
		[{ secretCertificates: [secretWith(soon)] }, /web-tls, data\[tls.crt\], expires/],
		[{ secretCertificates: [secretWith(certificateOf(), false)] }, /key .* is not that of its certificate/],
		[
			{ secretCertificates: [secretWith(certificateOf({ names: ['other.example'] }))], ingresses: [ingress] },
			/does not name web.example/,
		],
	),
	scene(
		trustBundleExpired,
		[{ bundleCertificates: [secretWith(certificateOf())] }],
		[
			{
				bundleCertificates: [
					{
						...secretWith(soon),
						object: {
							apiVersion: 'admissionregistration.k8s.io/v1',
							kind: 'ValidatingWebhookConfiguration',
							name: 'hook',
						},
					},
				],
			},
			/authority in ValidatingWebhookConfiguration\/hook/,
		],
	),
	scene(
		clockSkew,
		[{ apiServerClock: { offsetMs: -20_000, uncertaintyMs: 500 } }],
		[{ apiServerClock: { offsetMs: -90_000, uncertaintyMs: 500 } }, /1.5 min behind/],
	),
	scene(
		distributionCertificatesExpire,
		[{ kubeEvents: [kubeEventOf('Starting', w1)] }],
		[
			{ kubeEvents: [kubeEventOf('CertificateExpirationWarning', w1, 'kubelet: expires soon')] },
			/Node\/w-1: kubelet: expires soon/,
		],
	),
];
