import assert from 'node:assert/strict';
import type { Targets } from '../../../src/core/facts.ts';
import { versionsOf } from '../../../src/language/versions.ts';
import { etcdPod } from '../manifest/sample.ts';
import { cluster, fileOf } from './file-of.ts';

const shown = (text: string, targets: Targets = {}) => {
	const versions = versionsOf(fileOf(text), targets);
	return versions && [versions.parts.join(' · '), ...versions.sources].join(' | ');
};

describe('The versions of a file', () => {
	it('come from the file', () => {
		assert.equal(
			shown(cluster('v1beta4', 'kubernetesVersion: v1.34.1')),
			'kubeadm v1beta4 · Kubernetes 1.34 · etcd 3.6',
		);
		assert.equal(shown(etcdPod('--name=m0')), 'etcd 3.6');
	});

	it('else from the settings, else they are the newest, and that is said', () => {
		const text = cluster('v1beta3', 'networking: {}');
		assert.match(
			shown(text, { kubernetes: '1.30' }) ?? '',
			/^kubeadm v1beta3 · Kubernetes 1\.30 · etcd 3\.5 \| .*setting/,
		);
		assert.match(shown(text) ?? '', /Kubernetes 1\.36 .*the newest is assumed/);
	});

	it('are none of files of others', () => {
		assert.equal(shown('services: {}\n'), undefined);
		assert.equal(shown('apiVersion: v1\nkind: Service\nmetadata: {name: etcd}\n'), undefined);
	});
});
