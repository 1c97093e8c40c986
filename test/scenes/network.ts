import apiEndpointsDiffer from '../../src/checks/kubernetes/api-endpoints-differ.ts';
import clusterDnsDown from '../../src/checks/kubernetes/cluster-dns-down.ts';
import gatewayNotProgrammed from '../../src/checks/kubernetes/gateway-not-programmed.ts';
import ingressBackendMissing from '../../src/checks/kubernetes/ingress-backend-missing.ts';
import kubeProxySkew from '../../src/checks/kubernetes/kube-proxy-skew.ts';
import loadBalancerPending from '../../src/checks/kubernetes/load-balancer-pending.ts';
import networkPolicyBlocksDns from '../../src/checks/kubernetes/network-policy-blocks-dns.ts';
import nodeAgentDown from '../../src/checks/kubernetes/node-agent-down.ts';
import sandboxCreationFails from '../../src/checks/kubernetes/sandbox-creation-fails.ts';
import servicePortMismatch from '../../src/checks/kubernetes/service-port-mismatch.ts';
import serviceWithoutEndpoints from '../../src/checks/kubernetes/service-without-endpoints.ts';
import type { Json, KubeObject } from '../../src/core/kubernetes.ts';
import {
	ago,
	kubeEventOf,
	namespacedOf,
	nodeOf,
	podOf,
	serviceOfName,
	sliceOf,
	type States,
	staticPodOf,
} from '../support/kubernetes-objects.ts';
import { scene, type Scene } from './scene.ts';

const labels = { app: 'web' };
const web = podOf('web', { meta: { labels }, container: { ports: [{ name: 'http', containerPort: 8080 }] } });
const service = serviceOfName('web', { selector: labels });

function balancer(minutes: number): KubeObject {
	return serviceOfName('front', { type: 'LoadBalancer' }, { creationTimestamp: ago(minutes) });
}

function ingressTo(name: string): KubeObject {
	return namespacedOf('networking.k8s.io/v1', 'Ingress', 'web', {
		spec: {
			tls: [{ hosts: ['web.example'], secretName: 'web-tls' }],
			rules: [
				{
					host: 'web.example',
					http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 443 } } } }] },
				},
			],
		},
	});
}

function gatewayWith(status: string): KubeObject {
	const at = (type: string, reason: string) => ({
		type,
		status,
		reason,
		message: 'because',
		lastTransitionTime: ago(9),
	});
	return namespacedOf('gateway.networking.k8s.io/v1', 'Gateway', 'front', {
		spec: { gatewayClassName: 'example' },
		status: {
			conditions: [at('Programmed', 'Why')],
			listeners: [{ name: 'https', conditions: [at('ResolvedRefs', 'InvalidCertificateRef')] }],
		},
	});
}

function routeWith(status: string): KubeObject {
	const resolved = {
		type: 'ResolvedRefs',
		status,
		reason: 'BackendNotFound',
		message: 'x',
		lastTransitionTime: ago(9),
	};
	return namespacedOf('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', {
		spec: { parentRefs: [{ name: 'front' }] },
		status: { parents: [{ parentRef: { name: 'front' }, conditions: [resolved] }] },
	});
}

const tls = namespacedOf('v1', 'Secret', 'web-tls');

function dnsOf(ready: number): KubeObject {
	const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'dns:1' }] } };
	return namespacedOf(
		'apps/v1',
		'Deployment',
		'coredns',
		{
			spec: { replicas: 2, selector: { matchLabels: labels }, template },
			status: { replicas: 2, readyReplicas: ready },
		},
		{ namespace: 'kube-system' },
	);
}

function proxyOf(image: string): KubeObject {
	const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image }] } };
	return namespacedOf(
		'apps/v1',
		'DaemonSet',
		'kube-proxy',
		{ spec: { selector: { matchLabels: labels }, template } },
		{ namespace: 'kube-system', uid: 'proxy-uid' },
	);
}

const proxy = proxyOf('registry.k8s.io/kube-proxy:v1.36.3');

function proxyPod(states: States): KubeObject {
	const owner = {
		apiVersion: 'apps/v1',
		kind: 'DaemonSet',
		name: 'kube-proxy',
		uid: proxy.metadata.uid,
		controller: true,
	};
	return podOf('kube-proxy-2g524', { namespace: 'kube-system', states, meta: { ownerReferences: [owner] } });
}

function policyOf(ports: readonly Json[]): KubeObject {
	return namespacedOf('networking.k8s.io/v1', 'NetworkPolicy', 'strict', {
		spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports }] },
	});
}

const server = staticPodOf('kube-apiserver', 'cp-1', { flags: { 'advertise-address': '10.0.0.1' } });

function kubernetesSlice(address: string): KubeObject {
	return namespacedOf(
		'discovery.k8s.io/v1',
		'EndpointSlice',
		'kubernetes',
		{ addressType: 'IPv4', endpoints: [{ addresses: [address], conditions: { ready: true } }], ports: [] },
		{ labels: { 'kubernetes.io/service-name': 'kubernetes' } },
	);
}

export const networkScenes: readonly Scene[] = [
	scene(
		serviceWithoutEndpoints,
		[{ services: [service, serviceOfName('headless')], endpointSlices: [sliceOf('web', true)], pods: [web] }],
		[
			{ services: [service], pods: [web], endpointSlices: [sliceOf('web', false)] },
			/web selects 1 pods, none of which is ready/,
		],
		[{ services: [service] }, /web selects no pod/],
	),
	scene(
		servicePortMismatch,
		[
			{
				services: [serviceOfName('web', { selector: labels, ports: [{ port: 80, targetPort: 'http' }] })],
				pods: [web],
			},
		],
		[
			{
				services: [serviceOfName('web', { selector: labels, ports: [{ port: 80, targetPort: 'grpc' }] })],
				pods: [web],
			},
			/leads to the port "grpc", which web does not have/,
		],
	),
	scene(
		gatewayNotProgrammed,
		[{ gateways: [gatewayWith('True')], httpRoutes: [routeWith('True')] }],
		[
			{ gateways: [gatewayWith('False')], httpRoutes: [routeWith('True')] },
			/Gateway\/default\/front: Programmed is false, Why because/,
			/Gateway\/default\/front, listener https: ResolvedRefs is false, InvalidCertificateRef/,
		],
		[
			{ gateways: [gatewayWith('True')], httpRoutes: [routeWith('False')] },
			/HTTPRoute\/default\/web at the gateway front: ResolvedRefs is false, BackendNotFound/,
		],
	),
	scene(
		ingressBackendMissing,
		[{ ingresses: [ingressTo('web')], services: [service], secrets: [tls] }],
		[
			{ ingresses: [ingressTo('gone')], services: [service], secrets: [tls] },
			/names what is not there: the service gone/,
		],
		[{ ingresses: [ingressTo('web')], services: [service] }, /the secret web-tls/],
	),
	scene(clusterDnsDown, [{ deployments: [dnsOf(2)] }], [{ deployments: [dnsOf(0)] }, /coredns has 0 of 2 pods ready/]),
	scene(
		nodeAgentDown,
		[{ daemonSets: [proxy], nodes: [nodeOf('w-1')], pods: [proxyPod({})] }],
		[
			{ daemonSets: [proxy], nodes: [nodeOf('w-1')], pods: [proxyPod({ Ready: 'False' })] },
			/kube-proxy is not ready on w-1/,
		],
	),
	scene(
		loadBalancerPending,
		[{ services: [balancer(1)] }],
		[{ services: [balancer(30)] }, /front waits for an address/],
	),
	scene(
		networkPolicyBlocksDns,
		[{ networkPolicies: [policyOf([{ port: 53, protocol: 'UDP' }])], pods: [web] }],
		[
			{ networkPolicies: [policyOf([{ port: 443, protocol: 'TCP' }])], pods: [web] },
			/strict keeps 1 pods from asking DNS/,
		],
	),
	scene(
		apiEndpointsDiffer,
		[{ pods: [server], endpointSlices: [kubernetesSlice('10.0.0.1')] }],
		[
			{ pods: [server], endpointSlices: [kubernetesSlice('10.0.0.7')] },
			/leads to 10.0.0.7/,
			/does not lead to the API server at 10.0.0.1/,
		],
	),
	scene(
		sandboxCreationFails,
		[{ pods: [web], kubeEvents: [kubeEventOf('Pulled', web)] }],
		[
			{ pods: [web], kubeEvents: [kubeEventOf('FailedCreatePodSandBox', web, 'no addresses left', { count: 9 })] },
			/9 times a pod on w-1 got no sandbox: no addresses/,
		],
	),
	scene(
		kubeProxySkew,
		[{ daemonSets: [proxy] }],
		[{ daemonSets: [proxyOf('registry.k8s.io/kube-proxy:v1.30.0')] }, /kube-proxy:v1.30.0; the API server is v1.36/],
	),
];
