import assert from 'node:assert/strict';
import { mended } from './mended.ts';

const unit = (...lines: readonly string[]) => ['[Service]', 'Type=notify', ...lines, 'Restart=always', ''].join('\n');
const command = (...words: readonly string[]) => unit(`ExecStart=/usr/bin/etcd \\`, ...words);
const variables = (...lines: readonly string[]) =>
	['# of cp-1', 'ETCD_NAME=cp-1', 'ETCD_DATA_DIR=/var/lib/etcd', ...lines, ''].join('\n');

describe('fixes in units of systemd', () => {
	it('rename a flag in its word, and in the word before its value', () => {
		assert.equal(
			mended(command('  --name=a \\', '  --experimental-compaction-batch-limit=10'), 'etcd-flag-deprecated', {
				etcd: '3.6',
			}),
			command('  --name=a \\', '  --compaction-batch-limit=10'),
		);
		assert.equal(
			mended(command('  --name a \\', '  --experimental-compaction-batch-limit 10'), 'etcd-flag-deprecated', {
				etcd: '3.6',
			}),
			command('  --name a \\', '  --compaction-batch-limit 10'),
		);
	});

	it('take a flag away with its line, and with the last one the backslash before it', () => {
		const forced = '  --force-new-cluster';
		assert.equal(
			mended(command('  --name=a \\', `${forced} \\`, '  --data-dir=/d'), 'etcd-force-new-cluster'),
			command('  --name=a \\', '  --data-dir=/d'),
		);
		assert.equal(mended(command('  --name=a \\', forced), 'etcd-force-new-cluster'), command('  --name=a'));
		assert.equal(
			mended(unit('ExecStart=etcd --name=a --force-new-cluster --data-dir=/d'), 'etcd-force-new-cluster'),
			unit('ExecStart=etcd --name=a --data-dir=/d'),
		);
	});

	it('add the key beside a certificate, on a line of its own where those have lines', () => {
		assert.equal(
			mended(
				command('  --name=a \\', '  --cert-file=/pki/a.crt \\', '  --data-dir=/d'),
				'etcd-certificate-without-key',
			),
			command('  --name=a \\', '  --cert-file=/pki/a.crt \\', '  --key-file=/pki/a.key \\', '  --data-dir=/d'),
		);
	});

	it('rename a variable in its word, quotes and value kept', () => {
		assert.equal(
			mended(
				unit('Environment="ETCD_NAME=a b" "ETCD_QOUTA_BACKEND_BYTES=1"', 'ExecStart=etcd --data-dir=/d'),
				'etcd-variable-unknown',
			),
			unit('Environment="ETCD_NAME=a b" "ETCD_QUOTA_BACKEND_BYTES=1"', 'ExecStart=etcd --data-dir=/d'),
		);
	});

	it('set what keeps etcd running, where it is said otherwise or not at all', () => {
		const service = (...lines: readonly string[]) => ['[Service]', 'ExecStart=etcd --data-dir=/d', ...lines].join('\n');
		const rest = ['# of the host', '[Install]', 'WantedBy=multi-user.target', ''];
		assert.equal(mended(service('Restart=no', ...rest), 'etcd-unit-fragile'), service('Restart=always', ...rest));
		assert.equal(mended(service(...rest), 'etcd-unit-fragile'), service('Restart=always', ...rest));
		assert.equal(mended(`${service().trimEnd()} \\\n# a comment\n`, 'etcd-unit-fragile'), undefined);
	});
});

describe('fixes in files of variables', () => {
	it('rename a variable, and keep what is exported and quoted', () => {
		assert.equal(
			mended(variables('export ETCD_QOUTA_BACKEND_BYTES="10"'), 'etcd-variable-unknown'),
			variables('export ETCD_QUOTA_BACKEND_BYTES="10"'),
		);
	});

	it('write another value into the quotes that are there', () => {
		const text = (auth: string) =>
			variables('ETCD_TRUSTED_CA_FILE=/pki/ca.crt', `ETCD_CLIENT_CERT_AUTH="${auth}"`, '# the end');
		assert.equal(mended(text('false'), 'etcd-client-auth-off'), text('true'));
	});

	it('take a variable away with its line, and keep CRLF', () => {
		const text = variables('ETCD_FORCE_NEW_CLUSTER=true', 'ETCD_HEARTBEAT_INTERVAL=100').replaceAll('\n', '\r\n');
		assert.equal(mended(text, 'etcd-force-new-cluster'), text.replace('ETCD_FORCE_NEW_CLUSTER=true\r\n', ''));
	});
});

describe('fixes in JSON', () => {
	it('are offered only where JSON remains', () => {
		const hosts = (key: string) =>
			`[\n  {\n    "name": "a",\n    "host": "10.0.0.1",\n    "username": "root",\n    "password": "x",\n    "${key}": "/m.yaml"\n  }\n]\n`;
		assert.equal(mended(hosts('backedUpManifest'), 'recovery-hosts-invalid'), hosts('backedup_manifest'));
	});
});
