import assert from 'node:assert/strict';
import { hintsIn, membersWords } from '../../../src/language/hints.ts';
import { etcdPod } from '../manifest/sample.ts';
import { cluster, fileOf } from './file-of.ts';

/** Each line with a hint, as the editor shows it. */
function shown(text: string): string[] {
	const hints = hintsIn(fileOf(text), { start: 0, end: text.length }, {});
	return hints.map(({ offset, text: hint }) => {
		const start = text.lastIndexOf('\n', offset - 1) + 1;
		return `${text.slice(start, offset).trim()} «${hint}»`;
	});
}

describe('The hints', () => {
	it('say sizes and times as people do', () => {
		assert.deepEqual(shown(etcdPod('--quota-backend-bytes=8589934592', '--max-request-bytes=1572864')), [
			'- --quota-backend-bytes=8589934592 «8 GiB»',
			'- --max-request-bytes=1572864 «1.5 MiB»',
		]);
		const kubeadm = cluster(
			'v1beta4',
			'certificateValidityPeriod: 8760h0m0s',
			'caCertificateValidityPeriod: 87600h0m0s',
			'etcd: {local: {extraArgs: [{name: quota-backend-bytes, value: "2147483648"}]}}',
		);
		assert.deepEqual(shown(kubeadm), [
			'certificateValidityPeriod: 8760h0m0s «1 year»',
			'caCertificateValidityPeriod: 87600h0m0s «10 years»',
			'etcd: {local: {extraArgs: [{name: quota-backend-bytes, value: "2147483648" «2 GiB»',
		]);
		const file = 'name: m0\nlisten-client-urls: http://127.0.0.1:2379\ngrpc-keepalive-interval: 7200000000000\n';
		assert.deepEqual(shown(file), ['grpc-keepalive-interval: 7200000000000 «2 h»']);
	});

	it('say how many heartbeats an election waits for, once', () => {
		assert.deepEqual(shown(etcdPod('--heartbeat-interval=500', '--election-timeout=5000')), [
			'- --election-timeout=5000 «10 × heartbeat»',
		]);
		assert.deepEqual(shown(etcdPod('--heartbeat-interval=300')), ['- --heartbeat-interval=300 «3.3 × heartbeat»']);
		assert.deepEqual(shown(etcdPod('--election-timeout=none')), []);
	});

	it('say how many members there are, and may fail', () => {
		assert.deepEqual(shown(etcdPod('--initial-cluster=a=https://a:2380,b=https://b:2380,c=https://c:2380')), [
			'- --initial-cluster=a=https://a:2380,b=https://b:2380,c=https://c:2380 «3 members: survive 1 failure»',
		]);
		const external = cluster('v1beta4', 'etcd:', '  external:', '    endpoints:', '    - https://a:2379');
		assert.deepEqual(shown(external), ['endpoints «1 member: survives no failure»']);
		const all = [0, 1, 2, 3, 4, 5].map(membersWords);
		assert.deepEqual(all, [
			undefined,
			'1 member: survives no failure',
			'2 members: survive no failure',
			'3 members: survive 1 failure',
			'4 members: survive 1 failure',
			'5 members: survive 2 failures',
		]);
	});

	it('say what a retention without a unit means', () => {
		assert.deepEqual(shown(etcdPod('--auto-compaction-retention=8')), ['- --auto-compaction-retention=8 «8 h»']);
		assert.deepEqual(shown(etcdPod('--auto-compaction-mode=revision', '--auto-compaction-retention=1000')), [
			'- --auto-compaction-retention=1000 «1000 revisions»',
		]);
	});

	it('say nothing of what is plain, of gaps, and of files of others', () => {
		assert.deepEqual(shown(etcdPod('--name=m0', '--quota-backend-bytes=${QUOTA}', '--data-dir=/var/lib/etcd')), []);
		assert.deepEqual(shown(cluster('v1beta4', 'certificateValidityPeriod: 24h0m0s')), []);
		assert.deepEqual(shown('quota-backend-bytes: 8589934592\n'), []);
	});

	it('keep to the part of the file that is asked for', () => {
		const text = etcdPod('--quota-backend-bytes=8589934592');
		assert.deepEqual(hintsIn(fileOf(text), { start: 0, end: 20 }, {}), []);
	});
});
