import assert from 'node:assert/strict';
import type { Assessed } from '../../../src/operations/recovery/assessment.ts';
import { actHostOf, type ActHost } from '../../../src/operations/recovery/act-host.ts';
import type { Decision } from '../../../src/operations/recovery/decide.ts';
import { readLook, type HostLook } from '../../../src/operations/recovery/look.ts';
import { recoveryPlan, type PlanOrder } from '../../../src/operations/recovery/recovery-plan.ts';
import { restoreToolOf, type RestorableFile } from '../../../src/operations/recovery/restore-plan.ts';
import { runbook } from '../../../src/operations/runbook.ts';

/** As the script on a host prints it. */
function lookOf(entries: Readonly<Record<string, string>>): HostLook {
	const lines = Object.entries({ hostname: 'node-1\n', ...entries });
	return readLook(lines.map(([name, text]) => `${name}\t${Buffer.from(text).toString('base64')}\n`).join(''));
}

const debianUnit = `# /lib/systemd/system/etcd.service
[Unit]
Description=etcd
[Service]
Environment=DAEMON_ARGS=
Environment=ETCD_NAME=%H
Environment=ETCD_DATA_DIR=/var/lib/etcd/default
EnvironmentFile=-/etc/default/%p
Type=notify
ExecStart=/usr/bin/etcd $DAEMON_ARGS
`;
const debianVariables = `# comment
ETCD_DATA_DIR="/srv/etcd/"
ETCD_INITIAL_ADVERTISE_PEER_URLS=https://10.0.0.1:2380
ETCD_ADVERTISE_CLIENT_URLS='https://10.0.0.1:2379'
`;
const debian = {
	unit: debianUnit,
	'environment /etc/default/etcd': debianVariables,
	version: 'etcd Version: 3.5.16\n',
};

function assessed(name: string, look: HostLook): Assessed {
	return { host: { name, ssh: { name, destination: name, sudo: false } }, look, certificates: [] };
}

function hostOf(look: HostLook): ActHost {
	const host = actHostOf(assessed('cp-1', look), 'plan');
	assert.ok(typeof host !== 'string', String(host));
	return host;
}

describe('What a host shows', () => {
	it('is understood where systemd starts etcd: variables, files of variables, specifiers', () => {
		const look = lookOf(debian);
		assert.equal(look.supervisor, 'systemd');
		assert.equal(look.version, '3.5.16');
		assert.deepEqual(look.flags, {
			name: 'node-1',
			'data-dir': '/srv/etcd/',
			'initial-advertise-peer-urls': 'https://10.0.0.1:2380',
			'advertise-client-urls': 'https://10.0.0.1:2379',
		});
		assert.equal(hostOf(look).dataDir, '/srv/etcd');
	});

	it('lets the flags of a running etcd count more than its variables, and a configuration file more than all', () => {
		const running = {
			'process 7': 'etcd\0--name\0a\0--data-dir=/d\0',
			'variables 7': 'ETCD_NAME=b\nETCD_WAL_DIR=/w\n',
		};
		assert.deepEqual(lookOf(running).flags, { name: 'a', 'data-dir': '/d', 'wal-dir': '/w' });
		const config = 'name: c\ndata-dir: /c\ninitial-cluster-state: existing\n';
		assert.equal(lookOf({ ...running, 'config /etc/etcd.yml': config }).flags['name'], 'c');
	});

	it('leaves out what a recovery before has added to the unit', () => {
		const added = `${debianUnit}
# /etc/systemd/system/etcd.service.d/override.conf
[Service]
ExecStart=
ExecStart=/opt/etcd \\
  --name=x

# /etc/systemd/system/etcd.service.d/zz-quorum-join.conf
[Service]
ExecStart=
ExecStart=/opt/etcd --name=x --initial-cluster-state=existing
`;
		assert.equal(lookOf({ ...debian, unit: added }).execStart, '/opt/etcd --name=x');
	});

	it('is nothing to act on where flags cannot be added, or the WAL is elsewhere', () => {
		const refusal = (unit: string) => actHostOf(assessed('cp-1', lookOf({ ...debian, unit })), 'plan');
		assert.match(String(refusal(debianUnit.replace('/usr/bin/etcd', "/bin/sh -c 'exec etcd'"))), /by a script/);
		assert.match(String(refusal(debianUnit.replace('$DAEMON_ARGS', '--config-file=/e'))), /--config-file/);
		assert.match(String(refusal(debianUnit.replace('$DAEMON_ARGS', '--wal-dir=/w'))), /--wal-dir/);
	});
});

describe('The tool that restores', () => {
	const manifest = (version: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
  - image: registry.k8s.io/etcd:${version}-0
    command: [etcd, --name=a, --data-dir=/var/lib/etcd, "--initial-advertise-peer-urls=http://a:1", "--advertise-client-urls=http://a:2"]
`;
	const toolFor = (version: string, tools: Readonly<Record<string, string>>) =>
		restoreToolOf(
			hostOf(
				lookOf({
					'file /etc/kubernetes/manifests/etcd.yaml': manifest(version),
					...Object.fromEntries(Object.entries(tools).map(([name, text]) => [`tool ${name}`, text])),
				}),
			),
		);

	it('is of the version of the data, or none', () => {
		const etcdutl = 'etcdutl version: 3.6.4\n';
		assert.deepEqual(toolFor('3.6.1', { etcdutl }), { kind: 'etcdutl' });
		assert.equal(toolFor('3.5.9', { etcdutl }), undefined);
		assert.deepEqual(toolFor('3.4.9', { etcdctl: 'etcdctl version: 3.4.30' }), { kind: 'etcdctl' });
		assert.equal(toolFor('3.6.1', { etcdctl: 'etcdctl version: 3.6.1' }), undefined, 'it cannot any more');
		assert.deepEqual(toolFor('3.5.9', { etcdutl, ctr: 'yes' }), {
			kind: 'ctr',
			image: 'registry.k8s.io/etcd:3.5.9-0',
			program: 'etcdutl',
		});
	});
});

describe('A recovery of K3s', () => {
	const decision: Decision = {
		comparison: { ranked: [], members: [], unseen: [], hasMajority: false, twice: [] },
		ranking: [],
		ways: [],
		unknown: [],
		discarded: [],
	};
	const order: PlanOrder = {
		id: 'plan',
		createdAt: 0,
		cluster: { name: 'k', id: 'c1', isProduction: false },
		restoredId: () => '',
	};
	const hosts = ['s1', 's2'].map(name => assessed(name, lookOf({ k3s: 'yes' })));
	const planFor = (kind: 'force-new-cluster' | 'restore-snapshot', file?: RestorableFile) =>
		recoveryPlan({ kind, from: 's2', reasons: [], losses: [] }, decision, hosts, { ...order, ...(file && { file }) });

	it('is its own commands, typed by people, with the best server first', () => {
		const plan = planFor('force-new-cluster');
		assert.ok(typeof plan !== 'string');
		assert.ok(plan.steps.every(({ action }) => action.kind === 'manual'));
		assert.deepEqual(
			plan.steps.map(({ id }) => id),
			['stop-s2', 'stop-s1', 'reset-s2', 'rejoin-s1'],
		);
		assert.match(runbook(plan), /k3s server --cluster-reset\nsystemctl start k3s/);
	});

	it('restores what it is given, and nothing else', () => {
		assert.match(String(planFor('restore-snapshot')), /--snapshot/);
		const file = { path: '/s.db', bytes: 1, sha256: 'ab', revision: 1, keys: 1, hasTrailer: true };
		const plan = planFor('restore-snapshot', file);
		assert.ok(typeof plan !== 'string');
		assert.match(runbook(plan), /scp \/s\.db s2:\/root\/plan\.db/);
		assert.match(runbook(plan), /--cluster-reset-restore-path=\/root\/plan\.db/);
	});
});
