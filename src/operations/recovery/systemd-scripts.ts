import { isRunning, notRunning } from './data-scripts.ts';
import { sh, type HostScript } from './host-script.ts';
import type { StartFlags, Supervised } from './supervised.ts';

/** The unit that is looked for; whatever else starts etcd is not taken for it. */
export const etcdUnit = 'etcd.service';

/** By these names systemd reads them last, and we know them again. */
export const dropInPrefix = 'zz-quorum-';

const lasting = `/etc/systemd/system/${etcdUnit}.d`;
/** Gone when the host starts anew. */
const passing = `/run/systemd/system/${etcdUnit}.d`;

const fenceFile = `${dropInPrefix}fence.conf`;
const forceFile = `${dropInPrefix}force.conf`;
const joinFile = `${dropInPrefix}join.conf`;

/**
 * etcd as systemd runs it. The unit itself is never touched: drop-ins keep it from starting (a mask would not do, since a unit
 * below /etc cannot be masked), or start it with further flags behind its own, where the last of equal ones counts.
 */
export function systemdUnit(execStart: string, dataDir: string, planId: string): Supervised {
	const folder = `/etc/quorum-recovery/${planId}`;
	const started = [`[ ! -e "$2/${fenceFile}" ] && [ ! -e "$3/${forceFile}" ] || exit 1`, isRunning(dataDir).argv[2]];
	const joining = (flags: StartFlags) => dropIn(execStart, flags);
	return {
		folder,
		unfence: `rm ${lasting}/${fenceFile} && systemctl daemon-reload && systemctl start ${etcdUnit}`,
		fence: fence(planId),
		isFenced: sh(`[ -e "$2/${fenceFile}" ] || exit 1\n${notRunning(dataDir).argv[2] ?? ''}`, dataDir, lasting),
		force: force(folder, dropIn(execStart, { 'force-new-cluster': 'true' })),
		release: release(folder),
		start: start(),
		isStarted: sh(started.join('\n'), dataDir, lasting, passing),
		join: flags => join(joining(flags)),
		isJoined: flags => ({
			...sh(`[ ! -e "$1/${fenceFile}" ] && cmp -s - "$1/${joinFile}"`, lasting),
			stdin: joining(flags),
		}),
		settle: sh(`set -e\nrm -f "$1/${joinFile}"\nsystemctl daemon-reload`, lasting),
	};
}

/** The command line anew: an empty one takes the former away. etcd ends where a variable says otherwise than a flag. */
function dropIn(execStart: string, flags: StartFlags): string {
	const words = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
	const variables = Object.keys(flags).map(flag => `ETCD_${flag.toUpperCase().replaceAll('-', '_')}`);
	return `[Service]
UnsetEnvironment=${variables.join(' ')}
ExecStart=
ExecStart=${[execStart, ...words].join(' ')}
`;
}

function fence(planId: string): HostScript {
	const script = sh(
		`
set -e
mkdir -p "$1"
cat >"$1/.quorum" && mv "$1/.quorum" "$1/${fenceFile}"
rm -f "$1/${joinFile}" "$2/${forceFile}"
systemctl daemon-reload
systemctl stop ${etcdUnit}`,
		lasting,
		passing,
	);
	const unit = `# etcd must not start while the cluster is recovered (plan ${planId}).\n[Unit]\nAssertPathExists=!/\n`;
	return { ...script, stdin: unit };
}

/** A guard as for static pods: it is there before the flag is, and needs nobody to be connected. */
function force(folder: string, text: string): HostScript {
	const script = sh(
		`
set -e
folder=$1 lasting=$2 passing=$3
umask 077
mkdir -p "$folder" "$passing"
rm -f "$folder/release"
cat >"$folder/forced.conf"
cat >"$folder/guard.sh" <<'GUARD'
folder=$1 passing=$2
away() {
	[ -e "$passing/${forceFile}" ] || return 0
	rm -f "$passing/${forceFile}"
	systemctl daemon-reload
	systemctl --no-block restart ${etcdUnit}
}
trap away EXIT
trap 'exit 0' HUP INT TERM
n=0
while [ $n -lt 240 ] && [ ! -e "$folder/release" ]; do sleep 0.5; n=$((n + 1)); done
GUARD
setsid nohup sh "$folder/guard.sh" "$folder" "$passing" >/dev/null 2>&1 </dev/null &
mv "$folder/forced.conf" "$passing/${forceFile}"
rm -f "$lasting/${fenceFile}"
systemctl daemon-reload
systemctl --no-block start ${etcdUnit}`,
		folder,
		lasting,
		passing,
	);
	return { ...script, stdin: text };
}

/** Lets the guard go, and does its work if it is gone; etcd is started in any case. */
function release(folder: string): HostScript {
	return sh(
		`
set -e
folder=$1 lasting=$2 passing=$3
umask 077
mkdir -p "$folder"
touch "$folder/release"
n=0
while [ $n -lt 20 ] && [ -e "$passing/${forceFile}" ]; do sleep 0.25; n=$((n + 1)); done
rm -f "$lasting/${fenceFile}"
if [ -e "$passing/${forceFile}" ]; then
	rm -f "$passing/${forceFile}"
	systemctl daemon-reload
	systemctl --no-block restart ${etcdUnit}
else
	systemctl daemon-reload
	systemctl --no-block start ${etcdUnit}
fi`,
		folder,
		lasting,
		passing,
	);
}

/** Not waited for: a member without a quorum is not ready before the others are started too. */
function start(): HostScript {
	return sh(
		`
set -e
rm -f "$1/${fenceFile}"
systemctl daemon-reload
systemctl --no-block start ${etcdUnit}`,
		lasting,
	);
}

function join(text: string): HostScript {
	const script = sh(
		`
set -e
mkdir -p "$1"
cat >"$1/.quorum" && mv "$1/.quorum" "$1/${joinFile}"
rm -f "$1/${fenceFile}"
systemctl daemon-reload
systemctl --no-block start ${etcdUnit}`,
		lasting,
	);
	return { ...script, stdin: text };
}
