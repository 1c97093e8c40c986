import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testConnection } from '../../src/app/test-connection.ts';
import type { Connection } from '../../src/core/connection.ts';
import { quorum } from '../support/command-line.ts';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { makePki, type Pki } from '../support/pki.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';

/** The stage that failed at each endpoint, and what was said of the certificate. */
async function stagesOf(connection: Partial<Connection>, password?: string, timeoutMs = 5000) {
	const full = { name: 'test', endpoints: [], ...connection };
	const secrets = password === undefined ? {} : { password };
	return testConnection(full, secrets, timeoutMs, new AbortController().signal);
}

describe('Testing a connection', () => {
	let cluster: Cluster;
	let pki: Pki;
	let strangers: Pki;
	let files: Partial<Connection>;
	const dir = makeTempDir('test-connection');

	before(async () => {
		cluster = await startCluster({ version: '3.6', size: 1, tls: true });
		assert.ok(cluster.pki);
		pki = cluster.pki;
		strangers = await makePki(join(dir, 'strangers'));
		files = {
			endpoints: cluster.endpoints,
			caFile: pki.ca.cert,
			certFile: pki.client.cert,
			keyFile: pki.client.key,
		};
	});

	after(async () => {
		await cluster.close();
		removeTempDir(dir);
	});

	it('tells member, version and role where all is well, with both certificates', async () => {
		const { endpoints, ownCertificate } = await stagesOf(files);
		assert.deepEqual(
			endpoints.map(({ stage, advice }) => [stage, advice]),
			[['passed', undefined]],
		);
		assert.match(endpoints[0]?.message ?? '', /^etcd 3\.6\.\d+, member [0-9a-f]+, leader$/);
		assert.match(
			endpoints[0]?.certificate ?? '',
			/"CN=server" for localhost, 127\.0\.0\.1, issued by "CN=etcd-ca", valid/,
		);
		assert.match(ownCertificate ?? '', /"CN=client"/);
	});

	it('names the stage of each endpoint that cannot be entered', async () => {
		const { endpoints } = await stagesOf({
			...files,
			endpoints: ['https://nowhere.invalid:2379', 'https://127.0.0.1:1', ...cluster.endpoints],
		});
		assert.deepEqual(
			endpoints.map(({ stage }) => stage),
			['dns', 'tcp', 'passed'],
		);
		assert.ok(endpoints.slice(0, 2).every(({ advice }) => advice !== undefined));
	});

	it('names TLS, and the certificate that was shown, for an authority, a name or a client that is not known', async () => {
		const refused: Partial<Connection>[] = [
			{ ...files, caFile: strangers.ca.cert },
			{ ...files, serverName: 'other.example' },
			{ endpoints: cluster.endpoints, caFile: pki.ca.cert },
			{ ...files, certFile: strangers.client.cert, keyFile: strangers.client.key },
		];
		for (const connection of refused) {
			const { endpoints } = await stagesOf(connection);
			assert.deepEqual(
				endpoints.map(({ stage }) => stage),
				['tls'],
			);
			assert.match(endpoints[0]?.certificate ?? '', /"CN=server"/);
		}
	});

	it('says by whom the server was not trusted', async () => {
		const { endpoints } = await stagesOf({ ...files, caFile: strangers.ca.cert });
		assert.match(endpoints[0]?.message ?? '', /issued by "CN=etcd-ca".* Trusted: "CN=etcd-ca"\.$/);
		const { caFile, ...withoutCa } = files;
		assert.ok(caFile);
		assert.match((await stagesOf(withoutCa)).endpoints[0]?.message ?? '', /Trusted: the authorities of the system/);
	});

	it('opens an encrypted key on the command line with the passphrase of a file', async () => {
		const key = createPrivateKey(readFileSync(pki.client.key));
		const keyFile = join(dir, 'encrypted.key');
		writeFileSync(keyFile, key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' }));
		const passphrases = ['open', 'wrong'].map(word => {
			const file = join(dir, word);
			writeFileSync(file, `${word}\n`);
			return file;
		});
		const run = (passphraseFile = '') =>
			quorum([
				...['diagnose', '--endpoints', cluster.endpoints.join(), '--window', '0', '--fail-on', 'never'],
				...['--cacert', pki.ca.cert, '--cert', pki.client.cert, '--key', keyFile],
				...['--passphrase-file', passphraseFile],
			]);
		const [opened, refused] = await Promise.all(passphrases.map(run));
		assert.equal(opened?.code, 0, opened?.stderr);
		assert.equal(refused?.code, 2);
		assert.match(refused?.stderr ?? '', /locked by a passphrase: none was given, or it does not fit/);
	});

	it('enters unverified only where that was asked for', async () => {
		const connection = { ...files, caFile: strangers.ca.cert };
		assert.equal((await stagesOf({ ...connection, skipVerify: true })).endpoints[0]?.stage, 'passed');
	});

	it('names the deadline for a member that hangs, when it is over', async () => {
		const member = cluster.member(0);
		member.pause();
		try {
			const started = performance.now();
			assert.equal((await stagesOf(files, undefined, 700)).endpoints[0]?.stage, 'deadline');
			assert.ok(performance.now() - started < 2000);
		} finally {
			member.resume();
		}
	});

	it('enters with a user where etcd has no users yet', async () => {
		const { endpoints } = await stagesOf({ ...files, user: 'root' }, 'needless');
		assert.equal(endpoints[0]?.stage, 'passed');
	});

	it('names authentication and permission once etcd has users', async () => {
		await cluster.etcdctl(['user', 'add', 'root:secret']);
		await cluster.etcdctl(['user', 'add', 'reader:secret']);
		await cluster.etcdctl(['user', 'grant-role', 'root', 'root']);
		await cluster.etcdctl(['auth', 'enable']);
		const stage = async (user?: string, password?: string) =>
			(await stagesOf({ ...files, ...(user && { user }) }, password)).endpoints[0]?.stage;
		assert.equal(await stage('root', 'secret'), 'passed');
		assert.equal(await stage('root', 'wrong'), 'authentication');
		assert.equal(await stage('reader', 'secret'), 'permission');
	});
});
