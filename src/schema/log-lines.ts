import type { Severity } from '../core/finding.ts';

/** A check of logs, by the last part of its id; `normal` is what a sound etcd logs too. */
export type LogTopic =
	| 'slow-disk'
	| 'slow-requests'
	| 'reads-waiting'
	| 'requests-failing'
	| 'overloaded'
	| 'snapshot-transfer'
	| 'leader-changes'
	| 'no-leader'
	| 'raft-broken'
	| 'former-leader'
	| 'peer-lost'
	| 'clock-drift'
	| 'network-overloaded'
	| 'clusters-mixed'
	| 'versions-incompatible'
	| 'removed-member-running'
	| 'joining-failed'
	| 'tls-refused'
	| 'exposed'
	| 'authentication-failing'
	| 'space-exhausted'
	| 'quota-doubtful'
	| 'health-failing'
	| 'file-descriptors'
	| 'compaction-failing'
	| 'data-corrupt'
	| 'corruption-check-inconclusive'
	| 'wal-damaged'
	| 'snapshot-damaged'
	| 'database-failing'
	| 'disk-full'
	| 'forced-new-cluster'
	| 'start-refused'
	| 'not-published'
	| 'learner-not-ready'
	| 'reconfiguration-refused'
	| 'member-stores-differ'
	| 'v2-content'
	| 'version-refused'
	| 'flags-deprecated'
	| 'clients-impatient'
	| 'normal';

/** One line that etcd logs. */
export interface LogLineRow {
	/** The text of `msg`, or its pattern where numbers are written into it. */
	readonly msg: string | RegExp;
	/** Names a pattern; a text names itself. */
	readonly id?: string;
	readonly topic: LogTopic;
	/** Where it is graver or milder than its check. */
	readonly severity?: Severity;
	/** Seen less often than this it is worth no more than a note. */
	readonly often?: number;
	/** Fields that tell who or what. */
	readonly fields?: readonly string[];
	/** Where the text is looked for in the field `error`, as clients log what the server answered. */
	readonly inError?: true;
}

type Row = readonly [msg: string | RegExp, more?: Omit<LogLineRow, 'msg' | 'topic'>];

const peer = { fields: ['remote-peer-id', 'error'] } as const;
const error = { fields: ['error'] } as const;
const info = { severity: 'info' } as const;
/** Once or twice at each start; a cluster that has these every hour is not at rest. */
const often = 5;
const grave = { severity: 'error' } as const;
const mild = { severity: 'warning' } as const;
const pattern = (id: string, msg: RegExp, more: Omit<LogLineRow, 'msg' | 'topic' | 'id'> = {}): Row => [
	msg,
	{ id, ...more },
];
/** An answer of the server in the words of `rpctypes`, as a client logs it. */
const answer = (text: string, more: Omit<LogLineRow, 'msg' | 'topic'> = {}): Row => [
	new RegExp(`etcdserver: ${text.replace(/[[\]().]/g, '\\$&')}`),
	{ id: `etcdserver: ${text}`, inError: true, ...more },
];

/**
 * Sources: the messages in the code of etcd 3.4.45, 3.5.33, 3.6.14 and 3.7.1 (server, client, raft, pkg) and its
 * `api/v3rpc/rpctypes/error.go`; those with `(3.4)` are of its older logger.
 */
const lines: Readonly<Record<LogTopic, readonly Row[]>> = {
	'slow-disk': [
		[
			'leader failed to send out heartbeat on time; took too long, leader is overloaded likely from slow disk',
			{ fields: ['to'] },
		],
		['slow fdatasync'],
		pattern('failed to send out heartbeat on time (3.4)', /^failed to send out heartbeat on time \(exceeded/),
		pattern('server is likely overloaded (3.4)', /^server is likely overloaded$/),
		pattern('sync duration (3.4)', /^sync duration of .*, expected less than/),
	],
	'slow-requests': [
		['apply request took too long', { fields: ['prefix', 'request', 'error'] }],
		['request stats', { fields: ['remote', 'response type', 'request content'] }],
		pattern('trace[…]', /^trace\[\d+\] /, { ...info, fields: ['detail'] }),
		pattern('took too long to execute (3.4)', / took too long \([^)]*\) to execute$/),
		pattern('apply entries took too long (3.4)', /^apply entries took too long /),
	],
	'reads-waiting': [
		['waiting for ReadIndex response took too long, retrying'],
		['timed out waiting for read index response (local node might have slow network)'],
		[
			'ignored out-of-date read index response; local node read indexes queueing up and waiting to be in sync with leader',
		],
		['failed to get read index from Raft', error],
		['timed out sending read state'],
	],
	'requests-failing': [
		['failed to apply request', { fields: ['request', 'error'] }],
		['exceeded recommended request limit', info],
		answer('request is too large'),
		answer('too many operations in txn request'),
		answer('duplicate key given in txn request'),
		answer('mvcc: required revision has been compacted', info),
		answer('mvcc: required revision is a future revision'),
		answer('too large lease TTL'),
		answer('requested lease not found', info),
		answer('lease already exists', info),
	],
	overloaded: [answer('too many requests')],
	'snapshot-transfer': [
		['snapshotting taking too long to transfer', { fields: ['size'] }],
		['failed to send database snapshot', peer],
		['failed to save incoming database snapshot', error],
		['applying snapshot', info],
		['sending database snapshot', { ...info, fields: ['remote-peer-id', 'size'] }],
		['sent merged snapshot', info],
	],
	'leader-changes': [
		pattern('… became leader at term …', /^[0-9a-f]+ became leader at term \d+$/, { often }),
		pattern('… became candidate at term …', /^[0-9a-f]+ became (?:pre-)?candidate at term \d+$/, info),
		pattern('… became follower at term …', /^[0-9a-f]+ became follower at term \d+$/, info),
		pattern('… elected leader … at term …', /^raft\.node: [0-9a-f]+ elected leader [0-9a-f]+ at term \d+$/, info),
		pattern('… changed leader from … to …', /^raft\.node: [0-9a-f]+ changed leader from /),
		pattern(
			'leadership transfer',
			/^(?:leadership transfer (?:starting|finished|failed)|(?:starting|finished|failed) .*leader(?:ship)? transfer)/,
			info,
		),
		['skipped leadership transfer; local server is not leader', info],
	],
	'no-leader': [
		pattern('… lost leader … at term …', /^raft\.node: [0-9a-f]+ lost leader [0-9a-f]+ at term \d+$/, mild),
		pattern('… is starting a new election at term …', /^[0-9a-f]+ is starting a new election at term \d+$/, {
			often,
		}),
		pattern(
			'… stepped down to follower since quorum is not active',
			/stepped down to follower since quorum is not active$/,
		),
		pattern('… no leader at term …; dropping proposal', /^[0-9a-f]+ no leader at term \d+; dropping /),
		answer('no leader'),
		answer('leader changed', mild),
		answer('server stopped', mild),
		answer('request timed out'),
		answer('unhealthy cluster'),
	],
	'raft-broken': [
		pattern('tocommit(…) is out of range [lastIndex(…)]', /^tocommit\(\d+\) is out of range \[lastIndex\(\d+\)\]/),
		['removed all voters'],
		pattern(
			'consistent_index(…) is older than snapshot index (…)',
			/^consistent_index\(\d+\) is older than snapshot index/,
		),
		['unexpected committed entry index'],
		['unexpected leader snapshot from outdated index'],
	],
	'former-leader': [
		["Current member isn't a leader"],
		["Ignore the lease revoking request because current member isn't a leader"],
		["Ignore the checkpoint request because current member isn't a leader"],
	],
	'peer-lost': [
		['lost TCP streaming connection with remote peer', peer],
		['peer became inactive (message send to peer failed)', { fields: ['peer-id', 'error'] }],
		['peer became active', { ...info, fields: ['peer-id'] }],
		['prober detected unhealthy status', { fields: ['remote-peer-id', 'round-tripper-name', 'error'] }],
		pattern('lost the TCP streaming connection with peer (3.4)', /^lost the TCP streaming connection with peer /),
		pattern('health check for peer … could not connect (3.4)', /^health check for peer \S+ could not connect: /),
		pattern('peer … became inactive (3.4)', /^peer [0-9a-f]+ became inactive/),
		pattern('peer … became active (3.4)', /^peer [0-9a-f]+ became active/, info),
	],
	'clock-drift': [
		['prober found high clock drift', { fields: ['remote-peer-id', 'clock-drift'] }],
		pattern(
			'the clock difference against peer … is too high (3.4)',
			/^the clock difference against peer \S+ is too high/,
		),
	],
	'network-overloaded': [
		pattern('dropped … Raft message since …', /^dropped (?:internal )?Raft message since /, {
			fields: ['remote-peer-id'],
		}),
		pattern(
			'dropped … message to … since … (3.4)',
			/^dropped (?:internal raft message|.* message) (?:to|from) .* since /,
		),
	],
	'clusters-mixed': [
		['request cluster ID mismatch', { fields: ['remote-peer-id', 'remote-peer-cluster-id'] }],
		['request sent was ignored by remote peer due to cluster ID mismatch', peer],
		['rejected Raft message to mismatch member', { fields: ['remote-peer-id', 'mismatch-member-id'] }],
		['ignored streaming request; ID mismatch', { fields: ['remote-peer-id', 'remote-peer-id-header'] }],
		['failed to find remote peer in cluster', { fields: ['remote-peer-id', 'remote-peer-id-from'] }],
		pattern(
			'request cluster ID mismatch (3.4)',
			/^request (?:cluster ID mismatch|sent was ignored \(cluster ID mismatch)/,
		),
		answer('cluster ID mismatch'),
	],
	'versions-incompatible': [
		['request sent was ignored by remote peer due to server version incompatibility', peer],
		['failed version compatibility check', { fields: ['local-member-server-version', 'remote-peer-server-version'] }],
		pattern(
			'cluster version of remote member is not compatible; …',
			/^cluster version of remote member is not compatible; too (?:high|low)$/,
			{ fields: ['remote-member-id'] },
		),
		['remotes server has mismatching etcd version', { fields: ['remote-member-id', 'remote-member-server-version'] }],
		['leader found higher-versioned member', { ...mild, fields: ['remote-member-version'] }],
		pattern(
			'the running cluster version is not compatible (3.4)',
			/^the (?:running )?cluster version\(.*\) is (?:not compatible|lower)/,
		),
	],
	'removed-member-running': [
		['rejected stream from remote peer because it was removed', peer],
		['rejected Raft message from removed member', { fields: ['removed-member-id'] }],
		['the member has been permanently removed from the cluster'],
		['data-dir used by this member must be removed'],
	],
	'joining-failed': [
		['failed to reach the peer URL', { fields: ['address', 'error'] }],
		['failed to get cluster response', { fields: ['address', 'error'] }],
		['could not retrieve cluster information from the given URLs'],
		['failed to resolve URL Host', { fields: ['host', 'error'] }],
		['failed to resolve during SRV discovery', error],
		pattern('failed to reach the peerURL (3.4)', /^failed to reach the peerURL\(/),
		pattern('could not get cluster response (3.4)', /^could not get cluster response from /),
	],
	'tls-refused': [
		['rejected connection on client endpoint', { fields: ['remote-addr', 'error'] }],
		['rejected connection on peer endpoint', { fields: ['remote-addr', 'error'] }],
		['rejected connection', { fields: ['remote-addr', 'error'] }],
		pattern('rejected connection from … (3.4)', /^rejected connection from /),
	],
	exposed: [
		['serving client traffic insecurely; this is strongly discouraged!', { fields: ['address'] }],
		pattern(
			'serving … insecurely (3.4)',
			/^serving (?:insecure client requests|client traffic insecurely).*discouraged/,
		),
		pattern(
			'scheme is http or unix while …; ignoring …',
			/^(?:scheme is (?:http|HTTP)|The scheme of \S+ url is http)[^;]*while .*ignor/i,
			{ fields: ['client-url', 'peer-url'] },
		),
		['automatically generate certificates', info],
		['rejecting HTTP request to prevent DNS rebinding attacks', { fields: ['host'] }],
		pattern('directory … exist, but the permission is …', /^directory ".*" exist, but the permission is /),
		['Running http and grpc server on single port. This is not recommended for production.', info],
	],
	'authentication-failing': [
		['invalid authentication was requested', { fields: ['user-name'] }],
		answer('invalid auth token'),
		answer('revision of auth store is old'),
		answer('permission denied'),
		answer('authentication failed, invalid user ID or password'),
		answer('authentication is not enabled'),
		answer('root user does not exist'),
		answer('user name not found'),
	],
	'space-exhausted': [
		['message exceeded backend quota; raising alarm', { fields: ['quota-size-bytes'] }],
		['alarm raised', { fields: ['alarm', 'from'] }],
		['alarm disarmed', { ...info, fields: ['alarm', 'from'] }],
		['serving /health false due to an alarm', { fields: ['alarm'] }],
		pattern('alarm … raised by peer … (3.4)', /^alarm \w+ raised by peer /),
		answer('mvcc: database space exceeded'),
	],
	'quota-doubtful': [['quota exceeds the maximum value', { fields: ['quota-size-bytes'] }], ['disabled backend quota']],
	'health-failing': [
		['serving /health false; no leader'],
		['serving /health false; Range fails', error],
		['/health error', { fields: ['output', 'error'] }],
		['Health check error', { fields: ['path', 'reason', 'output'] }],
	],
	'file-descriptors': [
		['80% of file descriptors are used', { fields: ['used', 'limit'] }],
		['file descriptor limit of etcd process is too low; please set higher', { ...grave, fields: ['limit'] }],
	],
	'compaction-failing': [
		['failed auto periodic compaction', error],
		['failed auto revision compaction', error],
		['Failed compaction', error],
		['compaction encountered error', error],
	],
	'data-corrupt': [
		['found different hash values from remote peer', { fields: ['remote-peer-id', 'remote-peer-revision'] }],
		['checkInitialHashKV failed', error],
		['found hash mismatch', { fields: ['leader-revision'] }],
		["revision from follower must be less than or equal to leader's", { fields: ['follower-peer-id'] }],
		["compact revision from follower must be less than or equal to leader's", { fields: ['follower-peer-id'] }],
		['same compact revision then hashes must match', { fields: ['follower-peer-id'] }],
		['Detected compaction hash mismatch', { fields: ['member', 'compact-revision'] }],
		[
			'Detected compaction hash mismatch but cannot identify the corrupted members, so intentionally set the memberID as 0',
		],
		answer('corrupt cluster'),
	],
	'corruption-check-inconclusive': [
		['cannot fetch hash from slow remote peer', { fields: ['remote-peer-id'] }],
		['cannot fetch hash from remote peer; local member is behind', { fields: ['remote-peer-id'] }],
		["Skipped peer's hash", { fields: ['peer'] }],
		['skipped revision in compaction hash check; was not able to check all peers'],
		['found different compact revision values from remote peer', { fields: ['remote-peer-id'] }],
		['failed hash kv request', error],
	],
	'wal-damaged': [
		['failed to read WAL, cannot be repaired', error],
		['failed to repair WAL', error],
		['failed to open WAL', error],
		['failed to repair', { fields: ['path', 'error'] }],
		['repaired WAL', { ...mild, fields: ['error'] }],
		pattern('walpb: crc mismatch', /(?:walpb|wal): crc mismatch/),
	],
	'snapshot-damaged': [
		['snap file is corrupt', { fields: ['path'] }],
		['renamed to a broken snap file', { fields: ['path'] }],
		['failed to find [SNAPSHOT-INDEX].snap.db', { fields: ['snapshot-file-path'] }],
		pattern(
			'database file (…) does not match with snapshot (index …)',
			/^database file \(.*\) does not match with snapshot/,
		),
		pattern('database file (…) of the backend is missing', /^database file \(.*\) of the backend is missing/),
	],
	'database-failing': [
		['unexpected panic during defrag'],
		['failed to rename tmp database', error],
		['failed to open database', { fields: ['path', 'error'] }],
		['db file is flocked by another process, or taking too long', { fields: ['path'] }],
		['failed to defragment', error],
		pattern('fileutil: file already locked', /file already locked|TryLockFile failed/),
		pattern('page … already freed', /^page \d+ already freed$|invalid page type|^assertion failed: Page expected/),
	],
	'disk-full': [
		['failed to preallocate space when creating a new WAL', error],
		[/no space left on device/, { id: 'no space left on device', inError: true }],
	],
	'forced-new-cluster': [
		['discarding uncommitted WAL entries', { fields: ['number-of-uncommitted-entries', 'entry-index', 'entry-term'] }],
		['forcing restart member', { fields: ['commit-index'] }],
		pattern('discarding … uncommitted WAL entries (3.4)', /^discarding \d+ uncommitted WAL entries/),
	],
	'start-refused': [
		pattern('member … has already been bootstrapped', /^member \S+ has already been bootstrapped/),
		['bootstrap failed', error],
		['discovery failed', error],
		['discovery token is ignored since cluster already initialized; valid logs are found', info],
		pattern('member count is unequal', /member count is unequal/, { inError: true }),
		pattern('PeerURLs: no match found for existing member', /PeerURLs: no match found for existing member/, {
			inError: true,
		}),
		pattern(
			"couldn't find local name … in the initial cluster configuration",
			/couldn't find local name ".*" in the initial cluster/,
			{ inError: true },
		),
		pattern(
			'--initial-cluster has … but missing from --initial-advertise-peer-urls',
			/--initial-cluster has .* but missing from --initial-advertise-peer-urls/,
			{ inError: true },
		),
		pattern('incompatible with current running cluster', /incompatible with current running cluster/, {
			inError: true,
		}),
		['two member with same name found', { ...mild, fields: ['member-name'] }],
		[
			"it isn't recommended to use default name, please set a value for --name. Note that etcd might run into issue when multiple members have the same default name",
			info,
		],
		[
			'conflicting environment variable is shadowed by corresponding command-line flag (either unset environment variable or disable flag))',
			{ fields: ['environment-variable'] },
		],
		pattern('conflicting environment variable is shadowed …', /^conflicting environment variable ".*" is shadowed/),
		['unrecognized environment variable', { ...mild, fields: ['environment-variable'] }],
		pattern(
			'--election-timeout[…] should be at least as 5 times as --heartbeat-interval[…]',
			/--election-timeout\[.*\] should be at least as 5 times as --heartbeat-interval/,
			{ inError: true },
		),
		pattern(
			'--advertise-client-urls is required when --listen-client-urls is set explicitly',
			/--advertise-client-urls is required when --listen-client-urls is set explicitly/,
			{ inError: true },
		),
		['invalid datadir; both member and proxy directories exist', { fields: ['data-dir'] }],
		['found invalid file under data directory', { ...mild, fields: ['filename'] }],
		[
			'Refusing to run etcd on unsupported architecture since ETCD_UNSUPPORTED_ARCH is not set',
			{ fields: ['architecture'] },
		],
		['creating peer listener failed', error],
		pattern('bind: address already in use', /bind: address already in use|cannot assign requested address/, {
			inError: true,
		}),
	],
	'not-published': [['failed to publish local member to cluster through raft', error]],
	'learner-not-ready': [
		[
			'rejecting promote learner: learner is not ready',
			{ fields: ['learner-ready-percent', 'ready-percent-threshold'] },
		],
		answer('can only promote a learner member'),
		answer('too many learner members in cluster'),
		answer('rpc not supported for learner', info),
	],
	'reconfiguration-refused': [
		pattern(
			'rejecting member … request; not enough healthy members',
			/^rejecting member \w+(?: request)?; not enough healthy members/,
		),
		pattern(
			'rejecting member … request; local member has not been connected to majority peers',
			/^rejecting member \w+(?: request)?; local member has not been connected to/,
		),
		pattern(
			'rejecting member add; started member will be less than quorum',
			/^rejecting member \w+(?: request)?; started member will be less than quorum/,
		),
		answer('re-configuration failed due to not enough started members'),
		answer('member ID already exist'),
		answer('Peer URLs already exists'),
		answer('given member URLs are invalid'),
		answer('member not found'),
		answer('bad leader transferee'),
		answer('not leader', info),
		answer('not capable', info),
	],
	'member-stores-differ': [
		['Detected member only in v3store but missing in v2store', { fields: ['member'] }],
		pattern('Syncing member in v3store', /^Syncing member in v3store/, info),
		pattern('Removing zombie member from v3store', /^Removing zombie member from v3store/, info),
		pattern('checking and cleaning up zombie members …', /^checking and cleaning up zombie members/, info),
	],
	'v2-content': [
		pattern(
			'detected disallowed custom content in v2store',
			/^detected (?:disallowed )?custom (?:v2store )?content|^illegal v2store content/,
		),
		pattern(
			'--v2-deprecation=write-only-skip-check is enabled',
			/--v2-deprecation=write-only-skip-check is enabled/,
			mild,
		),
	],
	'version-refused': [
		[
			'invalid downgrade; server version is lower than determined cluster version',
			{ fields: ['current-server-version', 'determined-cluster-version'] },
		],
		['Failed to detect storage schema version. Please wait till wal snapshot before upgrading cluster.', mild],
		['Failed to validate schema', error],
		['failed to update storage version', { ...mild, fields: ['error'] }],
		pattern('missing term information', /missing (?:term|confstate) information/, { ...mild, inError: true }),
		['reject downgrade request', { ...mild, fields: ['error'] }],
		['failed to cancel downgrade', { ...mild, fields: ['error'] }],
		pattern('Cannot downgrade from … to …', /^Cannot downgrade from/, mild),
		answer('cluster version not found during downgrade', mild),
		answer('cluster has a downgrade job in progress', mild),
		answer('no inflight downgrade job', info),
		answer('wrong downgrade target version format', mild),
		answer('invalid downgrade target version', mild),
	],
	'flags-deprecated': [
		pattern('flag is no longer supported - ignoring', /^(?:flag is|.* flag is) no longer supported - ignoring/, {
			fields: ['flag'],
		}),
		pattern(
			'--… is deprecated, and will be decommissioned in …',
			/^--\S+ is deprecated, and will be decommissioned in /,
		),
	],
	'clients-impatient': [
		pattern('ENHANCE_YOUR_CALM too_many_pings', /too_many_pings|ENHANCE_YOUR_CALM/, { inError: true }),
	],
	normal: [
		['enabled backend quota with default value', { fields: ['quota-size-bytes'] }],
		['enabled backend quota', { fields: ['quota-size-bytes'] }],
		// As it stops.
		['setting up serving from embedded etcd failed.', error],
		['finished scheduled compaction', { fields: ['compact-revision'] }],
		['finished defragmenting directory', { fields: ['current-db-size-bytes-diff'] }],
		['defragmenting', { fields: ['current-db-size-bytes'] }],
		['finished defragment'],
		['starting defragment'],
		['compacted Raft logs'],
		['saved snapshot'],
		['triggering snapshot'],
		['saved snapshot to disk'],
		['set initial cluster version', { fields: ['cluster-version'] }],
		['updated cluster version', { fields: ['from', 'to'] }],
		['set cluster version from store', { fields: ['cluster-version'] }],
		['enabled capabilities for version', { fields: ['cluster-version'] }],
		['ready to serve client requests'],
		['starting an etcd server', { fields: ['etcd-version'] }],
	],
};

/** Every line that is known, in the order in which patterns are tried. */
export const logLines: readonly LogLineRow[] = Object.entries(lines).flatMap(([topic, rows]) =>
	// The keys of the table are its topics.
	rows.map(([msg, more]) => ({ msg, topic: topic as LogTopic, ...more })),
);

export function idOfLogLine({ msg, id }: LogLineRow): string {
	return id ?? String(msg);
}

const byText = new Map(logLines.flatMap(row => (typeof row.msg === 'string' ? [[row.msg, row] as const] : [])));
const patterns = logLines.flatMap(row => (row.msg instanceof RegExp ? [{ row, pattern: row.msg }] : []));
const byId = new Map(logLines.map(row => [idOfLogLine(row), row]));

/** No pattern needs more of a line than this. */
const longestMessage = 2000;

/** The row of the table that a line is of, by its message, else by the error that it tells. */
export function recognizeLogLine(msg: string, told?: string): LogLineRow | undefined {
	const text = msg.slice(0, longestMessage);
	const reason = told?.slice(0, longestMessage);
	return (
		byText.get(text) ??
		patterns.find(({ pattern: each }) => each.test(text))?.row ??
		(reason === undefined
			? undefined
			: patterns.find(({ row, pattern: each }) => row.inError && each.test(reason))?.row)
	);
}

export function logLineOf(id: string): LogLineRow | undefined {
	return byId.get(id);
}
