import { sentences } from '../../core/words.ts';

/** What a unit of systemd that runs etcd sets beside its flags. */
export const unitFields = sentences({
	'Service.Type': 'notify has systemd wait until etcd serves; with others it counts as started at once.',
	'Service.ExecStart': 'The command; a backslash at the end of a line goes on with the next.',
	'Service.Environment': 'Variables, each in a word of its own: quotes stand around name and value.',
	'Service.EnvironmentFile': 'A file of variables; with - before its path it may be missing.',
	'Service.Restart': 'always starts etcd again whenever it has stopped.',
	'Service.RestartSec': 'How long is waited before that.',
	'Service.TimeoutStartSec': 'How long etcd may take until it serves; reading a large log takes minutes.',
	'Service.LimitNOFILE': 'How many files and connections etcd may have open; a client takes one each.',
	'Service.User': 'As whom etcd runs; the data must be theirs alone.',
	'Service.WorkingDirectory': 'From where relative paths count, such as that of the data.',
	'Service.OOMScoreAdjust': 'How readily the kernel ends etcd when memory runs out; -1000 is never.',
	'Service.Nice': 'With less than 0 etcd comes before others.',
	'Service.IOSchedulingClass': 'realtime or best-effort: whose reads and writes come first.',
	'Service.IOSchedulingPriority': 'Within that class, 0 comes first and 7 last.',
});
