import assert from 'node:assert/strict';
import { importForeign } from '../../../src/app/import.ts';
import { judgeRun } from '../../../src/app/diagnose.ts';
import { record } from '../../../src/app/record.ts';
import { render } from '../../../src/app/render.ts';
import { replay } from '../../../src/app/replay.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import type { Facts } from '../../../src/core/facts.ts';
import { formats, type Format } from '../../../src/core/report/index.ts';
import { comparisonToMarkdown } from '../../../src/core/report/compare.ts';
import { withoutSecrets, withoutSecretsIn } from '../../../src/core/secrets.ts';
import { factsOf, now } from '../../support/facts.ts';

const options = { settings: defaultSettings, only: [] };

/** One canary for each kind of secret; none may come out anywhere. */
const password = 'canary-Passw0rd';
const passphrase = 'canary-passphrase-9';
const messages = [
	`authentication failed for root: ${password}`,
	`cannot decrypt key with ${passphrase}`,
	'-----BEGIN RSA PRIVATE KEY-----\nCANARYPEM\nCANARYPEM2\n-----END RSA PRIVATE KEY-----',
	'-----BEGIN EC PRIVATE KEY-----\nCANARYPEMCUT',
	'dial http://root:canary-user,info/1@10.0.0.1:2379: refused',
	'token: canary-token-1 was rejected; Authorization: Bearer canary-bearer.token-2',
	'{"password":"canary json","value":1} secret=canary-value-3 &api_key=canary-api',
	'grpc metadata eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOjF9.canary-signature',
];
const canary = /canary|eyJ/i;

function seeded(): Facts {
	const facts = factsOf();
	const silence = (index: number) => ({ stage: 'protocol' as const, message: messages[index % messages.length] ?? '' });
	const spoiled = <T extends { readonly endpoint: string }>(replies: readonly T[]) =>
		replies.map(({ endpoint }, index) => ({ endpoint, silence: silence(index) }));
	return {
		...facts,
		statuses: messages.map((_, index) => ({
			endpoint: `http://root:canary-${index}@127.0.0.1:${2379 + index}`,
			silence: silence(index),
		})),
		memberLists: facts.memberLists.map(reply =>
			'answer' in reply
				? {
						...reply,
						answer: {
							...reply.answer,
							members: reply.answer.members.map(member => ({
								...member,
								clientUrls: member.clientUrls.map(url => url.replace('//', '//user:canary-url@')),
							})),
						},
					}
				: reply,
		),
		metrics: spoiled(facts.metrics),
		health: messages.map((reason, index) => ({
			endpoint: `http://127.0.0.1:${2379 + index}`,
			answer: { health: { ok: false, reason } },
		})),
		manifests: [
			{
				document: 'etcd.yaml',
				component: 'etcd',
				flags: {
					'initial-cluster-token': 'canary-cluster-token',
					'root-password': 'canary-flag',
					'listen-client-urls': 'http://u:canary-p@0.0.0.0:2379,http://v:canary-q@127.0.0.1:2379',
					'some-file': '-----BEGIN PRIVATE KEY-----\nCANARY\n-----END PRIVATE KEY-----',
				},
			},
		],
	};
}

function everyOutput(facts: Partial<Facts>, gaps: Record<string, string>): [string, string][] {
	const collected = withoutSecrets({ facts, gaps }, [password, passphrase]);
	const run = judgeRun(collected, { name: 'prod' }, options, now);
	const again = replay(record(run, { quorum: '1', skipVerify: false, anonymize: false }), options);
	// The keys of `formats` are the formats.
	const names = Object.keys(formats) as Format[];
	return [
		...names.map((format): [string, string] => [format, render(run, format, '1')]),
		['recording', record(run, { quorum: '1', skipVerify: false, anonymize: false })],
		['anonymized recording', record(run, { quorum: '1', skipVerify: false, anonymize: true })],
		['comparison', comparisonToMarkdown(run.report, again.report)],
	];
}

describe('secrets', () => {
	it('seeded in every input come out nowhere', () => {
		const gaps = Object.fromEntries(
			messages.map((message, index) => [['clocks', 'hashes', 'alarms'][index % 3], message]),
		);
		assert.match(JSON.stringify([seeded(), gaps]), canary);
		for (const [name, text] of everyOutput(seeded(), gaps)) {
			assert.ok(text.length > 100, name);
			assert.doesNotMatch(text, canary, name);
		}
	});

	it('are taken out of a recording even where the run held some', () => {
		const run = judgeRun({ facts: seeded(), gaps: {} }, { name: 'http://u:canary-n@h' }, options, now);
		const known = new RegExp(`${password}|${passphrase}`);
		const text = record(run, { quorum: '1', skipVerify: false, anonymize: false });
		// A password that nobody told, in a sentence of somebody else, looks like any word.
		assert.doesNotMatch(text.replace(new RegExp(known, 'g'), ''), canary);
	});

	it('of an imported report come out nowhere', () => {
		const text = JSON.stringify({
			input: {
				endpoints: ['http://root:canary-e@127.0.0.1:2379'],
				username: 'root',
				password: 'canary-import',
				'key-file': '/canary',
			},
			results: [
				{ name: 'membershipChecker', reason: 'password=canary-reason' },
				{
					name: 'linearizableReadChecker',
					readResponses: [{ endpoint: 'http://root:canary-e@127.0.0.1:2379', took: '1ms', error: 'token: canary-t' }],
				},
			],
		});
		const run = importForeign([{ path: 'r.json', text, writtenAt: now }], options);
		for (const format of Object.keys(formats) as Format[]) {
			assert.doesNotMatch(render(run, format, '1'), canary, format);
		}
		assert.doesNotMatch(record(run, { quorum: '1', skipVerify: false, anonymize: false }), canary);
	});

	it('leave what is none', () => {
		for (const text of [
			'etcd wants a user and password: etcdserver: user name is empty',
			'etcdserver: invalid auth token',
			'http://127.0.0.1:2379/metrics',
			'https://a:1,https://b:2',
			'vscode-remote://ssh-remote+host/etc/etcd.yaml',
		]) {
			assert.equal(withoutSecretsIn(text), text);
		}
		const flags = { 'auth-token': 'jwt,pub-key=/a,priv-key=/b', 'token-auth-file': '/x', 'initial-cluster-token': 'a' };
		const spec = (document: string, token: string) => ({
			document,
			component: 'etcd',
			flags: { ...flags, 'initial-cluster-token': token },
		});
		const { facts } = withoutSecrets(
			{ facts: { manifests: [spec('1', 'a'), spec('2', 'b'), spec('3', 'a')] }, gaps: {} },
			['a'],
		);
		assert.equal(facts.manifests?.[0]?.flags['auth-token']?.startsWith('jwt,'), true);
		assert.equal(facts.manifests?.[0]?.flags['token-auth-file'], '/x');
		const tokens = facts.manifests?.map(each => each.flags['initial-cluster-token']);
		assert.equal(tokens?.[0], tokens?.[2]);
		assert.notEqual(tokens?.[0], tokens?.[1]);
	});
});
