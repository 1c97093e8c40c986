import assert from 'node:assert/strict';
import { canonicalHost, hostOf, isLoopback, isPlain, isUnspecified } from '../../../src/core/hosts.ts';

describe('hosts', () => {
	it('knows what only this machine reaches', () => {
		for (const host of ['localhost', 'LOCALHOST', 'a.localhost', '127.0.0.1', '127.9.8.7', '[::1]']) {
			assert.ok(isLoopback(`https://${host}:2379`), host);
		}
		for (const host of ['10.0.0.1', 'localhost.example', '127.example', '[::2]', '0.0.0.0']) {
			assert.ok(!isLoopback(`https://${host}:2379`), host);
		}
	});

	it('knows addresses that nobody can be sent to', () => {
		assert.ok(isUnspecified('http://0.0.0.0:2379') && isUnspecified('http://[::]:2379'));
		assert.ok(!isUnspecified('http://10.0.0.0:2379'));
	});

	it('tells plain HTTP', () => {
		assert.ok(isPlain('http://a:1') && !isPlain('https://a:1') && !isPlain('unix:///a'));
	});

	it('takes what is no URL for no host', () => assert.equal(hostOf('a b'), ''));

	it('spells IPv6 in one way', () => {
		assert.equal(canonicalHost('0:0:0:0:0:0:0:1'), '::1');
		assert.equal(canonicalHost('[FD00::0001]'), 'fd00::1');
		assert.equal(canonicalHost('Etcd.Example'), 'etcd.example');
	});
});
