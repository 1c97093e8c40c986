import assert from 'node:assert/strict';
import { completionsAt } from '../../../src/language/completion.ts';
import { whereaboutsOf } from '../../../src/language/fits.ts';
import { hintsIn } from '../../../src/language/hints.ts';
import { hoverAt } from '../../../src/language/hover.ts';
import { pathsIn } from '../../../src/language/links.ts';
import { versionsOf } from '../../../src/language/versions.ts';
import { parseFile } from '../../../src/manifest/index.ts';

const unit = [
	'[Service]',
	'Type=notify',
	'Environment="ETCD_ELECTION_TIMEOUT=5000"',
	'ExecStart=/usr/bin/etcd --name=a \\',
	'  --quota-backend-bytes=8589934592 \\',
	'  --advertise-client-urls=https://10.0.0.1:2379 \\',
	'  --cert-file=/pki/a.crt',
	'',
].join('\n');

const variables = [
	'# of cp-1',
	'ETCD_NAME=cp-1',
	'export ETCD_INITIAL_CLUSTER="cp-1=https://10.0.0.1:2380,cp-2=https://10.0.0.2:2380,cp-3=https://10.0.0.3:2380"',
	'ETCD_TRUSTED_CA_FILE=/pki/ca.crt',
	'',
].join('\n');

const hosts =
	'[\n  {\n    "name": "a",\n    "host": "10.0.0.1",\n    "username": "root",\n    "backedup_manifest": "/m.yaml",\n    "password": "x"\n  }\n]\n';

const fileOf = (text: string) => parseFile({ path: 'f', text });
const hovered = (text: string, word: string) =>
	hoverAt(fileOf(text), text.indexOf(word) + 1, {})?.paragraphs.join('\n') ?? '';
const hints = (text: string) => hintsIn(fileOf(text), { start: 0, end: text.length }, {}).map(hint => hint.text);

/** What is offered at a bar, and the text after the first of it that has this label. */
function offered(marked: string): { labels: readonly string[]; after(label: string): string | undefined } {
	const offset = marked.indexOf('|');
	const text = marked.replace('|', '');
	const found = completionsAt({ path: 'f', text }, offset, { etcd: '3.6' });
	return {
		labels: found?.items.map(({ label }) => label) ?? [],
		after: label => {
			const item = found?.items.find(each => each.label === label);
			return item && found && text.slice(0, found.range.start) + item.insert + text.slice(found.range.end);
		},
	};
}

describe('In a unit of systemd', () => {
	it('flags and variables are told of, numbers said in words, paths found', () => {
		assert.match(hovered(unit, '8589934592'), /`--quota-backend-bytes`[^]*is 8 GiB/);
		assert.match(hovered(unit, 'ETCD_ELECTION'), /`--election-timeout`[^]*is 5 s/);
		assert.deepEqual(hints(unit), ['50 × heartbeat', '8 GiB']);
		assert.deepEqual(
			pathsIn(fileOf(unit), {}).map(({ path, range }) => [path, unit.slice(range.start, range.end)]),
			[['/pki/a.crt', '/pki/a.crt']],
		);
		assert.ok(whereaboutsOf(fileOf(unit))?.clients.has('10.0.0.1:2379'));
	});

	it('flags are completed that are not there yet, and their values', () => {
		const command = (word: string) => unit.replace('  --cert-file=/pki/a.crt', `  ${word}`);
		const names = offered(command('--|'));
		assert.ok(names.labels.includes('--snapshot-count'));
		assert.ok(!names.labels.includes('--quota-backend-bytes'));
		assert.equal(names.after('--snapshot-count'), command('--snapshot-count='));
		assert.equal(offered(command('--snap|=5')).after('--snapshot-count'), command('--snapshot-count=5'));
		assert.deepEqual(offered(command('--auto-compaction-mode=p|')).labels.toSorted(), ['periodic', 'revision']);
		assert.equal(
			offered(command('--auto-compaction-mode=p|')).after('revision'),
			command('--auto-compaction-mode=revision'),
		);
	});

	it('variables are completed among those of the line, and nothing elsewhere', () => {
		const more = (word: string) => unit.replace('5000"', `5000" ${word}`);
		assert.equal(offered(more('ETCD_QU|')).after('ETCD_QUOTA_BACKEND_BYTES'), more('ETCD_QUOTA_BACKEND_BYTES='));
		assert.deepEqual(offered(unit.replace('--name=a', 'na|me')).labels, []);
		assert.deepEqual(offered(unit.replaceAll('etcd', 'nginx').replace('/pki', '|/pki')).labels, []);
	});

	it('keys of the service are told of and completed, and lead to the file of variables', () => {
		const more = (line: string) => unit.replace('Type=notify', `Type=notify\n${line}`);
		assert.match(hovered(unit, 'Type='), /systemd wait until etcd serves[^]*Default: `simple`/);
		assert.ok(offered(more('Lim|')).labels.includes('LimitNOFILE'));
		assert.ok(!offered(more('|')).labels.includes('Type'));
		assert.equal(offered(more('Restart=al|')).after('always'), more('Restart=always'));
		assert.deepEqual(offered(unit.replace('[Service]', '[Unit]\nDesc|\n[Service]')).labels, []);
		const text = more('EnvironmentFile=-/etc/default/etcd');
		assert.deepEqual(
			pathsIn(fileOf(text), {}).map(({ path, range }) => [path, text.slice(range.start, range.end)])[0],
			['/etc/default/etcd', '/etc/default/etcd'],
		);
	});

	it('of another program nothing is said', () => {
		const other = unit.replace('/usr/bin/etcd', '/usr/bin/etcd-backup');
		assert.equal(hovered(other, '8589934592'), '');
		assert.deepEqual(hints(other), []);
	});
});

describe('In a file of variables of etcd', () => {
	it('they are told of, members counted, paths found', () => {
		assert.match(hovered(variables, 'ETCD_TRUSTED'), /`--trusted-ca-file`/);
		assert.deepEqual(hints(variables), ['3 members: survive 1 failure']);
		assert.deepEqual(
			pathsIn(fileOf(variables), {}).map(({ path }) => path),
			['/pki/ca.crt'],
		);
	});

	it('they are completed, and their values', () => {
		const names = offered(`${variables}ETCD_AUTO|`);
		assert.equal(names.after('ETCD_AUTO_COMPACTION_MODE'), `${variables}ETCD_AUTO_COMPACTION_MODE=`);
		assert.ok(!names.labels.includes('ETCD_NAME'));
		assert.deepEqual(offered(`${variables}ETCD_AUTO_COMPACTION_MODE="|"`).labels.toSorted(), ['periodic', 'revision']);
		assert.equal(
			offered(`${variables}export ETCD_CLIENT_CERT_AUTH=t|`).after('true'),
			`${variables}export ETCD_CLIENT_CERT_AUTH=true`,
		);
	});

	it('two that etcd knows are enough to know the file by, and scripts with a version of etcd are none', () => {
		assert.ok(versionsOf(fileOf('ETCD_NAME=a\nETCD_DATA_DIR=/d\n'), { etcd: '3.6.1' })?.parts.includes('etcd 3.6'));
		assert.equal(versionsOf(fileOf('ETCD_VER=v3.6.1\nETCD_URL=https://x\n'), {}), undefined);
	});
});

describe('In the hosts of etcd-recovery', () => {
	it('fields are told of and completed as JSON', () => {
		assert.match(hovered(hosts, 'password'), /The password of that user/);
		const typed = (key: string) => hosts.replace('"password": "x"', `"password": "x",\n    ${key}`);
		assert.deepEqual(offered(typed('"pri|"')).labels.toSorted(), ['member_name', 'passphrase', 'private_key']);
		assert.equal(offered(typed('"pri|"')).after('private_key'), typed('"private_key"'));
		assert.equal(offered(typed('pri|')).after('private_key'), typed('"private_key": '));
	});
});
