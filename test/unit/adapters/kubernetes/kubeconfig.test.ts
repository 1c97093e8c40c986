import assert from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { accessOfContext } from '../../../../src/adapters/kubernetes/kube-access.ts';
import { readKubeconfig, type Kubeconfig } from '../../../../src/adapters/kubernetes/kubeconfig.ts';
import { KubeconfigFiles, kubeconfigPaths } from '../../../../src/adapters/kubernetes/kubeconfig-files.ts';
import { makeTempDir, removeTempDir } from '../../../support/temp-dir.ts';

describe('A kubeconfig', () => {
	let dir: string;
	before(() => (dir = makeTempDir('kubeconfig')));
	after(() => removeTempDir(dir));

	const write = (name: string, text: string): string => {
		const file = join(dir, name);
		mkdirSync(join(file, '..'), { recursive: true });
		writeFileSync(file, text);
		return file;
	};
	const contextOf = (config: Kubeconfig, name: string) => {
		const context = config.contexts.find(each => each.name === name);
		assert.ok(context, `no context ${name}`);
		return context;
	};

	const asKubectl = [
		'apiVersion: v1',
		'clusters:',
		'- cluster:',
		`    certificate-authority-data: ${Buffer.from('authority').toString('base64')}`,
		'    server: https://10.0.0.1:6443',
		'    tls-server-name: api.example',
		'  name: one',
		'contexts:',
		'- context:',
		'    cluster: one',
		'    namespace: "team: a"',
		'    user: me',
		"  name: 'it''s #1'",
		'- context: {cluster: one, user: me}',
		'  name: flow',
		'current-context: flow',
		'kind: Config',
		'preferences: {}',
		'users:',
		'- name: me',
		'  user:',
		'    exec:',
		'      apiVersion: client.authentication.k8s.io/v1',
		'      args: [get-token, --cluster, one]',
		'      command: ./bin/plugin',
		'      env:',
		'      - name: REGION',
		'        value: here',
		'      installHint: Install it.',
		'- name: other',
		'  user: {token: abc}',
		'',
	].join('\n');

	it('is read as kubectl writes it, with what a YAML parser has to read in between', async () => {
		const config = await readKubeconfig(write('plain', asKubectl));
		assert.equal(config.currentContext, 'flow');
		assert.deepEqual(config.contexts, [
			{ name: "it's #1", cluster: 'one', user: 'me', namespace: 'team: a' },
			{ name: 'flow', cluster: 'one', user: 'me' },
		]);
		assert.deepEqual([...config.servers], [['one', 'https://10.0.0.1:6443']]);
		assert.deepEqual([...config.users], ['me', 'other']);
	});

	for (const [form, text] of [
		[
			'JSON',
			JSON.stringify({
				clusters: [{ name: 'c', cluster: { server: 'https://h' } }],
				contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
				users: [{ name: 'u', user: {} }],
			}),
		],
		[
			'flow style',
			'{clusters: [{name: c, cluster: {server: "https://h"}}], contexts: [{name: x, context: {cluster: c, user: u}}], users: [{name: u}]}',
		],
		[
			'indented lists',
			'clusters:\r\n    - name: c\r\n      cluster:\r\n          server: https://h\r\ncontexts:\r\n    - name: x\r\n      context:\r\n          cluster: c\r\n          user: u\r\nusers:\r\n    - name: u\r\n      user: {}\r\n',
		],
		[
			'anchors',
			'clusters:\n- name: &n c\n  cluster: {server: https://h}\ncontexts:\n- name: x\n  context: &c\n    cluster: c\n    user: u\nusers:\n- name: u\n  user: {}\n',
		],
		[
			'block scalars',
			'clusters:\n- name: c\n  cluster:\n    server: >-\n      https://h\ncontexts:\n- name: |-\n    x\n  context:\n    cluster: c\n    user: u\nusers:\n- name: u\n',
		],
	] as const) {
		it(`is read in ${form}`, async () => {
			const config = await readKubeconfig(write(`form-${form}`, text));
			assert.deepEqual(config.contexts, [{ name: 'x', cluster: 'c', user: 'u' }]);
			assert.deepEqual([...config.servers], [['c', 'https://h']]);
			assert.deepEqual([...config.users], ['u']);
		});
	}

	it('says what is wrong with it, and never hangs on it', async () => {
		const bomb = [
			'a: &a [x,x,x,x,x,x,x,x,x]',
			...'bcdefghi'
				.split('')
				.map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`),
			'contexts: *i',
		].join('\n');
		for (const [name, text] of [
			['list', '- a\n- b\n'],
			['scalar', 'hello'],
			['broken', 'contexts:\n- name: [a\n  context: {cluster: c}\nusers:\n'],
			['bomb', bomb],
			['large flow', `{contexts: [], pad: "${'x'.repeat(3 * 1024 * 1024)}", broken: `],
		] as const) {
			const file = write(name, text);
			await assert.rejects(
				readKubeconfig(file),
				(error: Error) => error.name === 'ExpectedError' && error.message.includes(file),
				name,
			);
		}
		await assert.rejects(readKubeconfig(dir), /no regular file/);
		const empty = await readKubeconfig(write('empty', ''));
		assert.deepEqual(empty.contexts, []);
	});

	it('gives access with paths relative to its own file, and looks for names in the other files too', async () => {
		write('a/ca.pem', 'authority of a');
		write('b/token', 'token of b\n');
		const a = await readKubeconfig(
			write(
				'a/config',
				'clusters:\n- name: c\n  cluster:\n    server: https://h:1\n    certificate-authority: ca.pem\n    proxy-url: socks5://p:1\ncontexts:\n- name: x\n  context: {cluster: c, user: u}\n',
			),
		);
		const b = await readKubeconfig(
			write(
				'b/config',
				'users:\n- name: u\n  user:\n    tokenFile: token\ncontexts:\n- name: x\n  context: {cluster: gone, user: u}\n',
			),
		);
		const access = await accessOfContext(contextOf(a, 'x'), a, [a, b]);
		assert.equal(access.tls.ca?.toString(), 'authority of a');
		assert.deepEqual(access.user, { kind: 'token-file', path: join(dir, 'b', 'token') });
		assert.equal(access.proxy, 'socks5://p:1');
		await assert.rejects(accessOfContext(contextOf(b, 'x'), b, [a, b]), /"gone", which no file describes/);
	});

	it('gives the plugin that signs in, beside its own file', async () => {
		const config = await readKubeconfig(write('exec/config', asKubectl));
		const access = await accessOfContext(contextOf(config, 'flow'), config, [config]);
		assert.equal(access.tls.serverName, 'api.example');
		assert.deepEqual(access.user, {
			kind: 'exec',
			plugin: {
				command: join(dir, 'exec', 'bin', 'plugin'),
				args: ['get-token', '--cluster', 'one'],
				env: { REGION: 'here' },
				apiVersion: 'client.authentication.k8s.io/v1',
				installHint: 'Install it.',
			},
		});
	});

	it('is read again only when it has changed, and then keeps nothing secret', async () => {
		const file = write('cached', asKubectl);
		const files = new KubeconfigFiles();
		const [first] = await files.read([file, join(dir, 'absent')]);
		const [second] = await files.read([file]);
		assert.equal(second, first);
		assert.doesNotMatch(JSON.stringify(first), /abc|YXV0aG9yaXR5/);
		write('cached', asKubectl.replace('current-context: flow', 'current-context: other'));
		utimesSync(file, 1, 1);
		const [third] = await files.read([file]);
		assert.equal(third && 'currentContext' in third && third.currentContext, 'other');
	});

	it('is found where kubectl finds it, each file once', () => {
		const listed = ['/a/one', '/a/two', '/a/one', ''].join(delimiter);
		assert.deepEqual(kubeconfigPaths({ KUBECONFIG: listed }, ['/a/two', '/b']), ['/a/one', '/a/two', '/b']);
		assert.match(kubeconfigPaths({})[0] ?? '', /\.kube[/\\]config$/);
	});
});
