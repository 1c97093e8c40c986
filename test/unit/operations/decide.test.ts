import assert from 'node:assert/strict';
import type { MemberDisk } from '../../../src/core/disk-facts.ts';
import type { Assessment } from '../../../src/operations/recovery/assessment.ts';
import { decide } from '../../../src/operations/recovery/decide.ts';
import { parseHostsFile } from '../../../src/operations/recovery/hosts-file.ts';

const members = ['a1', 'b2', 'c3'].map((id, index) => ({
	id,
	name: `cp-${index + 1}`,
	peerUrls: [`https://10.0.0.${index + 1}:2380`],
	clientUrls: [`https://10.0.0.${index + 1}:2379`],
	isLearner: false,
}));

/** As much of a member's files as a decision looks at. */
function diskOf(id: string, { committed = 100, applied = 100, last = 100, uncommitted = [] as string[] }) {
	const disk = {
		document: id,
		memberId: id,
		clusterId: 'c1',
		database: { consistentIndex: applied, members, removedMembers: [], alarms: [], revision: 50 },
		log: {
			firstIndex: 1,
			lastIndex: last,
			lastTerm: 2,
			commitIndex: committed,
			uncommitted: {
				count: uncommitted.length,
				kept: uncommitted.map((key, index) => ({ index: committed + 1 + index, term: 2, request: 'put', keys: [key] })),
			},
		},
		damages: { count: 0, kept: [] },
		unread: [],
		isMixed: false,
	};
	// The parts that are left out are those that no decision reads.
	return disk as unknown as MemberDisk;
}

function host(name: string, disk: MemberDisk | undefined, { isRunning = false, version = '3.6.5' } = {}): Assessment {
	const ssh = { name, destination: name, sudo: false };
	const look = {
		hostname: name,
		supervisor: 'static-pod',
		...(isRunning && { process: { pid: 1, argv: ['etcd'] } }),
		flags: {},
		version,
		tools: {},
		hasApiServer: false,
	} as const;
	return { host: { name, ssh }, look, certificates: [], ...(disk && { disk }) };
}

const gone = (name: string): Assessment => ({
	host: { name, ssh: { name, destination: name, sudo: false } },
	unreachable: 'No route to host',
});

describe('The decision', () => {
	it('is to start what is down where that makes a quorum', () => {
		const { ways, unknown } = decide([
			host('h1', diskOf('a1', {}), { isRunning: true }),
			host('h2', diskOf('b2', {})),
			gone('h3'),
		]);
		assert.deepEqual(
			ways.map(({ kind, losses }) => [kind, losses.length > 0]),
			[
				['start', false],
				['force-new-cluster', false],
				['restore-snapshot', true],
			],
		);
		assert.deepEqual(unknown, ['h3: No route to host']);
	});

	it('is to do nothing, or to replace a member, while a quorum runs', () => {
		const running = { isRunning: true };
		const both = [host('h1', diskOf('a1', {}), running), host('h2', diskOf('b2', {}), running)];
		assert.deepEqual(
			decide([...both, gone('h3')]).ways.map(({ kind }) => kind),
			['replace', 'restore-snapshot'],
		);
		const all = [...both, host('h3', diskOf('c3', {}), running)];
		assert.deepEqual(
			decide(all).ways.map(({ kind }) => kind),
			['none-needed', 'restore-snapshot'],
		);
	});

	it('lists what any log holds behind the best commit, and says that a minority cannot know', () => {
		const seen = decide([host('h1', diskOf('a1', { last: 102, uncommitted: ['x', 'y'] })), gone('h2'), gone('h3')]);
		const [way] = seen.ways;
		assert.equal(way?.from, 'h1');
		assert.deepEqual(
			seen.discarded.map(({ index, keys }) => [index, ...keys]),
			[
				[101, 'x'],
				[102, 'y'],
			],
		);
		assert.match(way?.losses.join(' ') ?? '', /Entry 101 of term 2: put x\..*Writes that only cp-2, cp-3 know of/);
		assert.ok(seen.unknown.includes('A minority cannot know what the others have acknowledged.'));
	});

	it('says what a member that cannot be begun with has committed beyond the best', () => {
		const torn = { ...diskOf('b2', { committed: 120, applied: 120, last: 120 }), damages: { count: 1, kept: [] } };
		const [way] = decide([host('h1', diskOf('a1', {})), host('h2', torn), gone('h3')]).ways;
		assert.equal(way?.from, 'h1');
		assert.match(
			way?.losses.join(' ') ?? '',
			/Entries 101 to 120, which are committed on h2 and not known to be on h1/,
		);
	});

	it('lets no member vote whose log was cut off as no crash does it', () => {
		const end = { part: 'wal', file: 'a.wal', offset: 9, message: 'Cut.', atEnd: true } as const;
		const withEnd = (more: object) => ({ ...diskOf('b2', {}), damages: { count: 1, kept: [{ ...end, ...more }] } });
		const waysWith = (disk: MemberDisk) =>
			decide([host('h1', diskOf('a1', {})), host('h2', disk), gone('h3')]).ways.map(({ kind }) => kind);
		assert.deepEqual(waysWith(withEnd({})), ['start', 'force-new-cluster', 'restore-snapshot']);
		assert.deepEqual(waysWith(withEnd({ isCut: true })), ['force-new-cluster', 'restore-snapshot']);
		const [only] = decide([host('h2', withEnd({ isCut: true })), gone('h1'), gone('h3')]).ways;
		assert.match(only?.losses.join(' ') ?? '', /behind the end of the log of h2, which was cut off/);
	});

	it('does not count on a copy on this machine to start', () => {
		const copy: Assessment = { host: { name: 'h2', folder: '/copy' }, certificates: [], disk: diskOf('b2', {}) };
		const { ways, comparison } = decide([host('h1', diskOf('a1', {})), copy, gone('h3')]);
		assert.equal(ways[0]?.kind, 'force-new-cluster');
		assert.ok(comparison.hasMajority);
	});

	it('says that more entries are lost than it lists', () => {
		const disk = diskOf('a1', { last: 103, uncommitted: ['x'] });
		assert.ok(disk.log);
		const many = { ...disk, log: { ...disk.log, uncommitted: { ...disk.log.uncommitted, count: 3 } } };
		const [way] = decide([host('h1', many), gone('h2'), gone('h3')]).ways;
		assert.match(way?.losses.join(' ') ?? '', /2 more entries of the log of h1/);
	});

	it('warns of an etcd that forgets what is applied above the commit', () => {
		const disk = diskOf('a1', { committed: 90, applied: 100, last: 100 });
		const lossesOn = (version: string) =>
			decide([host('h1', disk, { version }), gone('h2'), gone('h3')]).ways[0]?.losses ?? [];
		for (const version of ['3.4.30', '3.5.21', '3.6.0']) {
			assert.match(lossesOn(version).join(' '), /forgets entries 91 to 100/, version);
		}
		for (const version of ['3.5.22', '3.6.1', '3.7.0']) {
			assert.doesNotMatch(lossesOn(version).join(' '), /forgets/, version);
		}
	});
});

describe('hosts.json', () => {
	it('is read with every field of etcd-recovery, secrets apart', () => {
		const { hosts, secrets } = parseHostsFile(
			JSON.stringify([
				{
					name: 'vm1',
					member_name: 'cp-1',
					host: '10.0.0.1',
					username: 'ubuntu',
					password: 'p',
					private_key: '/k',
					passphrase: 'q',
					backedup_manifest: '/root/etcd.yaml',
				},
				{ name: 'copy', folder: '/backup/cp-2' },
				{ folder: '/backup/cp-3/' },
			]),
			'hosts.json',
		);
		assert.deepEqual(hosts, [
			{
				name: 'vm1',
				memberName: 'cp-1',
				ssh: { name: 'vm1', destination: '10.0.0.1', user: 'ubuntu', identityFile: '/k', sudo: true },
				manifestBackup: '/root/etcd.yaml',
			},
			{ name: 'copy', folder: '/backup/cp-2' },
			{ name: 'cp-3', folder: '/backup/cp-3/' },
		]);
		assert.deepEqual(secrets, { vm1: { password: 'p', passphrase: 'q' }, copy: {}, 'cp-3': {} });
	});

	it('is refused with the entry that is wrong', () => {
		const refusal = (value: unknown) => {
			try {
				parseHostsFile(JSON.stringify(value), 'hosts.json');
				return '';
			} catch (error) {
				return error instanceof Error ? error.message : '';
			}
		};
		assert.match(refusal({}), /hosts are a list/);
		assert.match(refusal([{ host: 'a' }, { name: 'x' }]), /host 2: a host has a plain name/);
		assert.match(refusal([{ host: '-oProxyCommand=x' }]), /no address|plain name/);
		assert.match(refusal([{ name: 'a', host: '-x' }]), /"-x" is no address/);
		assert.match(refusal([{ host: 'a' }, { host: 'a' }]), /two hosts are called a/);
		assert.match(refusal([{ name: '../x', host: 'a' }]), /plain name/);
	});
});
