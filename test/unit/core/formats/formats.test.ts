import assert from 'node:assert/strict';
import { asGoDuration, goDuration } from '../../../../src/core/formats/go-duration.ts';
import { contains, overlap, parseAddress, parseSubnet, sizeOf } from '../../../../src/core/formats/ip.ts';
import {
	isCertificateName,
	isImageRepository,
	isSubdomain,
	splitHostPort,
} from '../../../../src/core/formats/names.ts';
import { parseUrl } from '../../../../src/core/formats/url.ts';
import { plainInt, plainScalarType } from '../../../../src/core/go-scalar.ts';
import { nearest } from '../../../../src/core/nearest.ts';
import { isPlaceholder } from '../../../../src/core/placeholder.ts';

describe('formats as Go and Kubernetes read them', () => {
	it('knows durations of hours, minutes and seconds, and no days', () => {
		for (const [text, ms] of [
			['5m', 300_000],
			['1h30m', 5_400_000],
			['1.5s', 1500],
			['-2s', -2000],
			['0', 0],
			['10us', 0.01],
		] as const) {
			assert.equal(goDuration(text), ms, text);
		}
		for (const text of ['1d', '5', '', 's', '5 m', '1h 5m', 'm5']) {
			assert.equal(goDuration(text), undefined, text);
		}
		assert.equal(asGoDuration('1d'), '24h');
		assert.equal(asGoDuration('2 minutes'), '2m');
		assert.equal(asGoDuration('soon'), undefined);
	});

	it('reads addresses of both families', () => {
		for (const text of ['10.0.0.1', '010.0.0.1', '::', '::1', 'fd00::1:2', '1:2:3:4:5:6:7:8', '::ffff:10.0.0.1']) {
			assert.ok(parseAddress(text), text);
		}
		for (const text of [
			'',
			'10.0.0',
			'10.0.0.256',
			'fd00:::1',
			'1:2:3:4:5:6:7',
			'1:2:3:4:5:6:7:8:9',
			'cp-1',
			'10.0.0.1 ',
		]) {
			assert.equal(parseAddress(text), undefined, text);
		}
	});

	it('compares subnets', () => {
		const subnet = (text: string) => parseSubnet(text) ?? assert.fail(text);
		assert.ok(overlap(subnet('10.96.0.0/12'), subnet('10.100.0.0/16')));
		assert.ok(!overlap(subnet('10.96.0.0/12'), subnet('10.112.0.0/16')));
		assert.ok(!overlap(subnet('::/0'), subnet('0.0.0.0/0')));
		assert.ok(contains(subnet('10.96.0.0/12'), parseAddress('10.96.0.10') ?? assert.fail()));
		assert.equal(sizeOf(subnet('10.0.0.0/28')), 16);
		assert.equal(subnet('10.0.0.0/024').mask, 24);
		for (const text of ['10.0.0.0', '10.0.0.0/33', ' 10.0.0.0/8', 'x/8']) {
			assert.equal(parseSubnet(text), undefined, text);
		}
	});

	it('takes names for what they are', () => {
		assert.ok(
			isSubdomain('a-1.example') && !isSubdomain('A') && !isSubdomain('-a') && !isSubdomain('a..b') && !isSubdomain(''),
		);
		assert.ok(
			isCertificateName('*.a.b') &&
				isCertificateName('fd00::1') &&
				!isCertificateName('*') &&
				!isCertificateName('a:1'),
		);
		assert.ok(
			isImageRepository('registry.k8s.io') && isImageRepository('r:5000/a/b') && isImageRepository('Foo.io/bar'),
		);
		assert.ok(!isImageRepository('https://r') && !isImageRepository('r/Bar') && !isImageRepository('r/'));
		assert.deepEqual(splitHostPort('[::1]:6443'), { host: '::1', port: '6443' });
		assert.equal(splitHostPort('https://a:1'), undefined);
		assert.equal(parseUrl('10.0.0.1:2379'), undefined);
		assert.equal(parseUrl('https://h:23x'), undefined);
		assert.equal(parseUrl('https://[fd00::1]:2379/x')?.hostname, 'fd00::1');
	});

	it('takes URLs apart as Go does', () => {
		for (const text of [
			'https://a%20b:1',
			'unix://\\a',
			'://a',
			'https://[fd00::1:2379',
			'https://[10.0.0.1]',
			'a/%zz',
		]) {
			assert.equal(parseUrl(text), undefined, text);
		}
		assert.equal(parseUrl('https://fd00::1:2379'), undefined);
		assert.equal(parseUrl('https://fd00::1:2379', true)?.port, '2379');
		assert.equal(parseUrl('unix://::1')?.scheme, 'unix');
		assert.equal(parseUrl('fe80::1%25eth0')?.scheme, 'fe80');
		assert.deepEqual(parseUrl('HTTPS://u:p@h:1/a?x#y'), {
			scheme: 'https',
			host: 'h:1',
			hostname: 'h',
			port: '1',
			path: '/a',
		});
	});

	it('types plain scalars as YAML 1.1 does', () => {
		for (const [text, type] of [
			['yes', 'bool'],
			['On', 'bool'],
			['yEs', 'string'],
			['~', 'null'],
			['', 'null'],
			['1_000', 'int'],
			['0x1f', 'int'],
			['010', 'int'],
			['1.36', 'float'],
			['1e3', 'float'],
			['1e400', 'string'],
			['99999999999999999999', 'float'],
			['.5', 'float'],
			['v1.36', 'string'],
			['1:30', 'string'],
			['2030-01-31', 'string'],
		] as const) {
			assert.equal(plainScalarType(text), type, text);
		}
		assert.equal(plainInt('010'), 8);
		assert.equal(plainInt('-1_000'), -1000);
	});

	it('guesses what was meant, and nothing from afar', () => {
		const names = ['podSubnet', 'serviceSubnet', 'dnsDomain'];
		assert.equal(nearest('podsubnet', names), 'podSubnet');
		assert.equal(nearest('pdoSubnet', names), 'podSubnet');
		assert.equal(nearest('nodes', names), undefined);
	});

	it('knows gaps from values', () => {
		for (const text of [
			'${X}',
			'$HOME/x',
			'{{ x }}',
			'<your token>',
			'x.x.x.x',
			'10.0.0.x',
			'REPLACE_ME',
			'CHANGEME',
		]) {
			assert.ok(isPlaceholder(text), text);
		}
		for (const text of ['10.0.0.1', 'https://a:1', 'system:bootstrappers:x', 'max.example.org', 'a=b', '/etc/x.crt']) {
			assert.ok(!isPlaceholder(text), text);
		}
	});
});
