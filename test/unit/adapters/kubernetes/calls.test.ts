import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { apiCalls, etcdctlCommands, type ApiCall } from '../../../../src/adapters/kubernetes/calls.ts';
import { kubernetesResources } from '../../../../src/core/kubernetes-resources.ts';

const pods = kubernetesResources.pods;
const where = { namespace: 'kube-system', pod: 'etcd-cp-1', container: 'etcd' };
const query = { namespace: 'kube-system', limit: 500, labelSelector: 'a=b' };

/** One call of each kind that can be made. */
const made: Readonly<Record<keyof typeof apiCalls, readonly ApiCall[]>> = {
	page: [apiCalls.page('/version'), apiCalls.page('/metrics')],
	resources: [apiCalls.resources('cluster.x-k8s.io', 'v1beta2')],
	list: [apiCalls.list(pods, 'v1', query), apiCalls.list(kubernetesResources.secrets, 'v1', {})],
	get: [apiCalls.get(pods, 'v1', 'kube-system', 'etcd-cp-1')],
	watch: [apiCalls.watch(pods, 'v1', query, 300)],
	log: [apiCalls.log('kube-system', 'etcd-cp-1', 'etcd', 100, true)],
	review: [apiCalls.review({ verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'kube-system' })],
	whoAmI: [apiCalls.whoAmI()],
	portForward: [apiCalls.portForward('kube-system', 'etcd-cp-1', 2381)],
	etcdctl: Object.keys(etcdctlCommands).map(command =>
		// Exactly the keys of the table.
		apiCalls.etcdctl(where, { timeoutSeconds: 5 }, command as keyof typeof etcdctlCommands),
	),
};

describe('What can be sent to an API server', () => {
	const all = Object.values(made).flat();

	it('reads, and posts nothing but the questions what one may do and who one is', () => {
		const posts = all.filter(({ verb }) => verb !== 'GET');
		assert.deepEqual(
			posts.map(({ path }) => path),
			['/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', '/apis/authentication.k8s.io/v1/selfsubjectreviews'],
		);
		assert.match(posts[0]?.body ?? '', /"kind":"SelfSubjectAccessReview"/);
		assert.match(posts[1]?.body ?? '', /"kind":"SelfSubjectReview"/);
	});

	it('enters a pod only by a port-forward or by commands of etcdctl that read', () => {
		const entering = all.filter(({ path }) => /\/(exec|attach|portforward|proxy|ephemeralcontainers)\b/.test(path));
		assert.deepEqual(entering, [...made.portForward, ...made.etcdctl]);
		const commands = made.etcdctl.map(({ path }) =>
			new URLSearchParams(path.split('?')[1])
				.getAll('command')
				.filter(word => !word.startsWith('-'))
				.join(' '),
		);
		assert.deepEqual(commands, [
			'etcdctl endpoint status',
			'etcdctl endpoint health',
			'etcdctl endpoint hashkv',
			'etcdctl member list',
			'etcdctl alarm list',
			'etcdctl version',
		]);
	});

	it('cannot be led to another path by the name of an object', () => {
		const name = '../../secrets/x?watch=1#';
		for (const { path } of [
			apiCalls.get(pods, 'v1', name, name),
			apiCalls.portForward(name, name, 2381),
			apiCalls.log('a', name, name, 1, false),
			apiCalls.etcdctl({ namespace: name, pod: name, container: name }, { timeoutSeconds: 1 }, 'status'),
		]) {
			const url = new URL(path, 'https://api');
			assert.match(url.pathname, /^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+(\/(log|exec|portforward))?$/, path);
			assert.equal(url.hash, '');
		}
		for (const none of ['', '.', '..']) {
			assert.throws(() => apiCalls.portForward('kube-system', none, 2381), /is no name of an object/);
		}
	});

	it('is made nowhere else', () => {
		const strangers = globSync('src/adapters/kubernetes/**/*.ts').filter(file =>
			/'\/apis?\/|`\/apis?\/|verb: '(POST|PUT|PATCH|DELETE)'/.test(readFileSync(file, 'utf8')),
		);
		assert.deepEqual(
			strangers.map(file => file.replaceAll('\\', '/')),
			['src/adapters/kubernetes/calls.ts'],
		);
	});
});
