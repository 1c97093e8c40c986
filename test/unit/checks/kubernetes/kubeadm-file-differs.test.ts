import assert from 'node:assert/strict';
import { kubeadmConfigIn } from '../../../../src/adapters/kubernetes/kubeadm-config.ts';
import check from '../../../../src/checks/kubernetes/kubeadm-file-differs.ts';
import { locate, parseFiles, specsOf, type SourceFile } from '../../../../src/manifest/index.ts';
import { factsOf, findingsIn, isQuiet } from '../../../support/facts.ts';
import { kubeObjectOf, kubernetesFactsOf } from '../../../support/kubernetes-facts.ts';

const kept = `apiServer:
  certSANs:
  - a.example
  - b.example
  extraArgs:
  - name: event-ttl
    value: 3h
  - name: token-auth-file
    value: /etc/tokens
apiVersion: kubeadm.k8s.io/v1beta4
caCertificateValidityPeriod: 87600h0m0s
clusterName: kubernetes
controlPlaneEndpoint: 10.0.0.9:6443
etcd:
  local:
    dataDir: /var/lib/etcd
kind: ClusterConfiguration
kubernetesVersion: v1.36.2
networking:
  dnsDomain: cluster.local
  serviceSubnet: 10.96.0.0/12
`;

function configMap(text: string) {
	const metadata = { name: 'kubeadm-config', namespace: 'kube-system' };
	return kubeObjectOf('v1', 'ConfigMap', metadata, { data: { ClusterConfiguration: text } });
}

function factsAmong(files: readonly SourceFile[], text = kept) {
	const kubeadmConfig = kubeadmConfigIn([configMap(text)]);
	return { ...factsOf({ manifests: specsOf(parseFiles(files)) }), ...kubernetesFactsOf({ kubeadmConfig }) };
}

/** What is said of a file, each with the text that it stands on. */
function said(text: string): string[] {
	const files = [{ path: 'kubeadm.yaml', text }];
	return findingsIn(check, factsAmong(files)).map(({ message, anchor }) => {
		const place = anchor && locate(anchor, parseFiles(files));
		return `${place && text.slice(place.start, place.end)} | ${message}`;
	});
}

const file = (version: string, ...lines: readonly string[]) =>
	[`apiVersion: kubeadm.k8s.io/${version}`, 'kind: ClusterConfiguration', ...lines, ''].join('\n');

describe('kubernetes/kubeadm-file-differs', () => {
	it('passes on the file that it was made from, whatever kubeadm filled in and however it is written', () => {
		const same = file(
			'v1beta3',
			'kubernetesVersion: 1.36.2',
			'controlPlaneEndpoint: 10.0.0.9',
			'apiServer:',
			'  timeoutForControlPlane: 4m0s',
			'  certSANs: [b.example, "a.example"]',
			'  extraArgs: {event-ttl: 3h, token-auth-file: /etc/other}',
			'networking: {serviceSubnet: "${SERVICES}"}',
		);
		assert.deepEqual(said(same), []);
		assert.deepEqual(said(kept), []);
		isQuiet(check, factsAmong([{ path: 'kubeadm.yaml', text: kept }]));
	});

	it('tells of each field on its line, and of what the file leaves out on what it would stand in', () => {
		const other = file(
			'v1beta4',
			'kubernetesVersion: v1.35.0',
			'caCertificateValidityPeriod: 8760h',
			'apiServer:',
			'  certSANs: [a.example]',
			'  extraArgs:',
			'    - name: goaway-chance',
			'      value: "0.001"',
			'networking:',
			'  podSubnet: 10.244.0.0/16',
		);
		assert.deepEqual(said(other), [
			'v1.35.0 | The cluster is kept with kubernetesVersion: v1.36.2; the file says v1.35.0.',
			'8760h | The cluster is kept with caCertificateValidityPeriod: 87600h0m0s; the file says 8760h.',
			'certSANs | The cluster is kept with apiServer.certSANs: a.example, b.example; the file says a.example.',
			'"0.001" | The cluster is kept without apiServer.extraArgs.goaway-chance; the file says 0.001.',
			'10.244.0.0/16 | The cluster is kept without networking.podSubnet; the file says 10.244.0.0/16.',
			'extraArgs | The cluster is kept with apiServer.extraArgs.event-ttl: 3h; the file leaves it out.',
		]);
	});

	it('holds against it the one file of several that names its address, else none', () => {
		const named = {
			path: 'a.yaml',
			text: file('v1beta4', 'controlPlaneEndpoint: 10.0.0.9:6443', 'clusterName: kubernetes'),
		};
		const other = {
			path: 'b.yaml',
			text: file('v1beta4', 'controlPlaneEndpoint: 10.0.0.8:6443', 'kubernetesVersion: v1.30.0'),
		};
		const open = { path: 'c.yaml', text: file('v1beta4', 'kubernetesVersion: v1.30.0') };
		const found = findingsIn(check, factsAmong([other, named, open]));
		assert.ok(found.length > 0);
		assert.ok(found.every(({ anchor }) => anchor?.kind === 'flag' && anchor.document === 'a.yaml'));
		isQuiet(check, factsAmong([other, open]), 'notApplicable');
	});

	it('does not apply without a file or without the ConfigMap, and is told when that cannot be read', () => {
		isQuiet(check, factsAmong([]), 'notApplicable');
		const manifests = specsOf(parseFiles([{ path: 'f', text: kept }]));
		isQuiet(check, { ...factsOf({ manifests }), ...kubernetesFactsOf() }, 'notApplicable');
		assert.throws(() => kubeadmConfigIn([configMap('not: [what it was')]), /holds no ClusterConfiguration/);
	});
});
