import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { judgeRun } from '../../../src/app/diagnose.ts';
import { record } from '../../../src/app/record.ts';
import { replay } from '../../../src/app/replay.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import type { Report } from '../../../src/core/diagnose.ts';
import type { Facts } from '../../../src/core/facts.ts';
import { kubernetesFacts } from '../../../src/core/kubernetes.ts';
import { pseudonyms } from '../../../src/core/pseudonyms.ts';
import { now, secureFactsOf } from '../../support/facts.ts';

const options = { settings: defaultSettings, only: [] };

function kindsOf(report: Report): unknown {
	// Of Kubernetes nothing is left in it to be judged; a test of its own says so.
	const kept = report.verdicts.filter(({ check }) => !/^(kubernetes|cluster-api)\//.test(check));
	return kept.map(({ check, verdict }) => [
		check,
		verdict.kind,
		verdict.kind === 'failed' ? verdict.findings.map(finding => finding.severity) : [],
	]);
}

function factsOfAcme(): Facts {
	const text = JSON.stringify(secureFactsOf())
		.replaceAll('10.0.0.1', 'etcd-a.acme.example')
		.replaceAll('10.0.0.2', '10.20.30.40')
		.replaceAll('10.0.0.3', '[fd00:ac::7]')
		.replaceAll('"m0"', '"berlin"');
	// Facts are JSON, and only names changed.
	const facts = JSON.parse(text) as Facts;
	const first = facts.certificates[0];
	assert.ok(first && 'answer' in first);
	const chain = first.answer.chain.map(each => ({
		...each,
		subject: 'CN=kube-etcd-acme, O=Acme, Inc.',
		issuer: 'CN=Acme Root',
		names: ['etcd-a.acme.example', '*.acme.example', '10.20.30.40', 'localhost'],
	}));
	return {
		...facts,
		certificates: [
			{
				...first,
				answer: {
					...first.answer,
					chain,
					nameMismatch: "Host: etcd-a.acme.example. is not in the cert's altnames: DNS:other.acme.example",
				},
			},
			...facts.certificates.slice(1),
		],
		serializableReads: [
			{
				endpoint: 'https://etcd-a.acme.example:2379',
				silence: {
					stage: 'tls',
					message:
						'berlin at etcd-a.acme.example [fd00:ac::7] 10.20.30.40:2379 secret-host.acme.example: "CN=kube-etcd-acme" of Acme, Inc. at 12:03:11 with 3.5.16',
				},
			},
			...facts.serializableReads.slice(1),
		],
		manifests: [
			{
				document: 'file:///home/alice/acme/etcd.yaml',
				component: 'etcd',
				memberName: 'berlin',
				version: '3.5.16',
				flags: {
					name: 'berlin',
					'initial-cluster': 'berlin=https://etcd-a.acme.example:2380,paris=https://10.20.30.40:2380',
					'data-dir': '/var/lib/etcd-berlin',
					'listen-client-urls': 'https://127.0.0.1:2379,https://10.20.30.40:2379',
				},
			},
		],
	};
}

const names = /acme|berlin|paris|alice|10\.20\.30\.40|fd00|secret-host/i;

describe('an anonymized recording', () => {
	const run = judgeRun(
		{ facts: factsOfAcme(), gaps: { clocks: 'paris is late' } },
		{ name: 'Acme production' },
		options,
		now,
	);
	const text = record(run, { quorum: '1', skipVerify: false, anonymize: true });

	it('has no name, address or certificate of the cluster', () => {
		assert.match(record(run, { quorum: '1', skipVerify: false, anonymize: false }), names);
		assert.doesNotMatch(text, names);
	});

	it('gives the same verdicts, finding by finding', () => {
		assert.deepEqual(kindsOf(replay(text, options).report), kindsOf(run.report));
		for (const file of ['healthy-3.6.json', 'one-member-down-3.6.json']) {
			const source = readFileSync(new URL(`../../recordings/${file}`, import.meta.url), 'utf8');
			const plain = replay(source, options);
			const hidden = replay(record(plain, { quorum: '1', skipVerify: false, anonymize: true }), options);
			assert.deepEqual(kindsOf(hidden.report), kindsOf(plain.report), file);
		}
	});

	it('holds no objects of Kubernetes, and says so', () => {
		const { collected, report } = replay(text, options);
		assert.deepEqual(
			kubernetesFacts.filter(name => collected.facts[name] !== undefined),
			[],
		);
		const kinds = report.verdicts.filter(({ check }) => check.startsWith('kubernetes/')).map(({ verdict }) => verdict);
		assert.ok(kinds.length > 0);
		assert.ok(kinds.every(({ kind, ...rest }) => kind === 'unknown' && /holds no objects/.test(JSON.stringify(rest))));
	});

	it('keeps ports, loopback, versions, times and field names', () => {
		assert.match(text, /https:\/\/127\.0\.0\.1:2379,https:\/\/192\.0\.2\.\d+:2379/);
		assert.match(text, /at 12:03:11 with 3\.5\.16/);
		assert.match(text, /CN=certificate-\d+, O=certificate-\d+/);
		assert.match(text, /"localhost"/);
	});

	it('names one thing alike everywhere', () => {
		const { collected } = replay(text, options);
		const name = collected.facts.manifests?.[0]?.memberName;
		assert.equal(collected.facts.manifests?.[0]?.flags['name'], name);
		const lists = collected.facts.memberLists?.flatMap(reply => ('answer' in reply ? reply.answer.members : [])) ?? [];
		assert.ok(name !== undefined && lists.some(member => member.name === name));
		const asked = collected.facts.endpoints?.map(({ url }) => url) ?? [];
		assert.ok(asked.every(url => lists.some(member => member.clientUrls.includes(url))));
	});
});

describe('pseudonyms', () => {
	it('never take an invented name for a real one', () => {
		const invented = pseudonyms();
		invented.of('member', 'x');
		invented.of('member', 'member-1');
		assert.equal(invented.inText('x and member-1'), 'member-1 and member-2');
	});

	it('give two spellings of one address one name, and never run out', () => {
		const invented = pseudonyms();
		assert.equal(invented.host('[FD00::1]'), `[${invented.host('fd00:0::1')}]`);
		const many = Array.from({ length: 1500 }, (_, index) => invented.host(`10.${index >> 8}.${index & 255}.9`));
		assert.equal(new Set(many).size, 1500);
	});

	it('leave words and member names that are everyday words alone', () => {
		const invented = pseudonyms();
		invented.of('member', 'etcd');
		assert.equal(
			invented.inText('etcdserver: no leader in /etc/kubernetes/pki/etcd/ca.crt'),
			'etcdserver: no leader in /etc/kubernetes/pki/etcd/ca.crt',
		);
	});
});
