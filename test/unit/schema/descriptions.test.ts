import assert from 'node:assert/strict';
import { kindsOf, isListShape, knownApiVersions, shapeOf, type FieldShape } from '../../../src/schema/config-fields.ts';
import { describeField, describeFlag, describeGate } from '../../../src/schema/describe.ts';
import { apiServerFields } from '../../../src/schema/descriptions/api-server.ts';
import { clusterApiFields } from '../../../src/schema/descriptions/cluster-api.ts';
import { componentFlags } from '../../../src/schema/descriptions/components.ts';
import {
	etcdSections,
	k3sFields,
	kindFields,
	kubesprayFields,
	podFields,
	talosFields,
} from '../../../src/schema/descriptions/distributions.ts';
import { etcdSettings } from '../../../src/schema/descriptions/etcd.ts';
import { kubeProxyFields } from '../../../src/schema/descriptions/kube-proxy.ts';
import { kubeadmFields } from '../../../src/schema/descriptions/kubeadm.ts';
import { kubeletFields } from '../../../src/schema/descriptions/kubelet.ts';
import { recoveryFields } from '../../../src/schema/descriptions/recovery.ts';
import { unitFields } from '../../../src/schema/descriptions/systemd.ts';
import { etcdConfigKeys, etcdConfigMinors } from '../../../src/schema/etcd-config-keys.ts';
import { etcdFlagNames, featureGates } from '../../../src/schema/etcd-flags.ts';
import { factsOfField } from '../../../src/schema/setting-facts.ts';

type Path = readonly (string | number)[];

/** Every field of a shape, however deep. */
function pathsOf(shape: FieldShape, path: Path = []): Path[] {
	if (typeof shape === 'string') {
		return [path];
	}
	const own = path.length > 0 && typeof path.at(-1) === 'string' ? [path] : [];
	// What is no text and no list is a map.
	const inside: readonly (readonly [string | number, FieldShape])[] = isListShape(shape)
		? [[0, shape[0]]]
		: Object.entries(shape);
	return [...own, ...inside.flatMap(([step, inner]) => pathsOf(inner, [...path, step]))];
}

const groups: Readonly<Record<string, string>> = {
	'apiserver.config.k8s.io': 'apiserver',
	'kubeadm.k8s.io': 'kubeadm',
	'kubelet.config.k8s.io': 'kubelet',
	'kubeproxy.config.k8s.io': 'kubeproxy',
};

const tables = [
	apiServerFields,
	clusterApiFields,
	etcdSections,
	k3sFields,
	kindFields,
	kubesprayFields,
	podFields,
	recoveryFields,
	talosFields,
	unitFields,
];

const documents = knownApiVersions.flatMap(apiVersion => {
	const group = groups[apiVersion.split('/')[0] ?? ''];
	return group === undefined ? [] : kindsOf(apiVersion).map(kind => ({ apiVersion, kind, group }));
});

describe('Descriptions', () => {
	it('tell of every field of every kind', () => {
		const missing: string[] = [];
		let seen = 0;
		for (const { apiVersion, kind, group } of documents) {
			for (const path of pathsOf(shapeOf(apiVersion, kind) ?? assert.fail())) {
				seen++;
				const isPlain = ['apiVersion', 'kind'].includes(path.join()) && group !== 'kubeadm';
				if (!isPlain && !describeField(`${group}/${kind}`, apiVersion, path)) {
					missing.push(`${apiVersion} ${kind} ${path.join('.')}`);
				}
			}
		}
		assert.ok(seen > 800, `${seen} fields`);
		assert.deepEqual(missing, []);
	});

	it('tell of every flag, key and feature gate of etcd', () => {
		const keys = etcdConfigMinors.flatMap(minor => Object.keys(etcdConfigKeys(minor)?.keys ?? {}));
		const all = [...etcdFlagNames, ...keys.filter(key => key !== 'experimental-snapshot-catch-up-entries')];
		assert.deepEqual(
			all.filter(name => !describeFlag('etcd', name)),
			[],
		);
		const gates = Object.values(featureGates).flat();
		assert.deepEqual(
			gates.filter(gate => !describeGate(gate)),
			[],
		);
	});

	it('are whole sentences, and short', () => {
		for (const table of [...tables, kubeadmFields, kubeletFields, kubeProxyFields, etcdSettings, componentFlags]) {
			for (const [name, text] of Object.entries(table)) {
				assert.match(text, /^\S.*\.$/, name);
				assert.ok(text.length <= 200, name);
			}
		}
	});

	it('are looked up by the longest end of a path', () => {
		const of = (...path: string[]) =>
			describeField('kubeadm/ClusterConfiguration', 'kubeadm.k8s.io/v1beta4', path)?.description ?? '';
		assert.match(of('etcd', 'local', 'imageRepository'), /image of etcd/);
		assert.match(of('imageRepository'), /^From where images/);
		assert.equal(of('constructor'), '');
	});

	it('are joined by facts of fields that there are', () => {
		const of = (kind: string, ...path: string[]) => factsOfField(`kubeadm/${kind}`, 'kubeadm.k8s.io/v1beta4', path);
		assert.equal(of('ClusterConfiguration', 'kubernetesVersion').default, 'stable-1');
		assert.equal(of('UpgradeConfiguration', 'apply', 'kubernetesVersion').default, undefined);
		assert.ok(of('UpgradeConfiguration', 'node', 'skipPhases').values?.includes('kubelet-config'));
		assert.ok(of('InitConfiguration', 'skipPhases').values?.includes('addon/kube-proxy'));
	});
});
