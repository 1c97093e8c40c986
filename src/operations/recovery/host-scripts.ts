import { shellCommand } from '../shell-command.ts';
import { manifestFolder } from './look.ts';

/**
 * What is done on a host, in plain POSIX. Each says with its exit code alone how it ended, can be run again, and leaves a file
 * whole or untouched. Files are put into kubelet's folder by `mv` from a name that begins with a dot, which kubelet ignores.
 */
export interface HostScript {
	readonly argv: readonly string[];
	readonly stdin?: string;
}

/** Arguments come behind the name of the shell, so that no path is ever part of a script. */
function sh(script: string, ...args: readonly string[]): HostScript {
	return { argv: ['sh', '-c', script.trim(), 'sh', ...args] };
}

export function commandOf({ argv, stdin }: HostScript): string {
	return stdin === undefined ? shellCommand(argv) : `${shellCommand(argv)} <<'END'\n${stdin}END`;
}

/** Ends with 1 while an etcd with that data directory runs. */
export function notRunning(dataDir: string): HostScript {
	return sh(
		`
for p in /proc/[0-9]*; do
	[ "$(cat "$p/comm" 2>/dev/null)" = etcd ] || continue
	tr '\\0' '\\n' <"$p/cmdline" 2>/dev/null | grep -qxF -e "--data-dir=$1" -e "-data-dir=$1" && exit 1
done
exit 0`,
		dataDir,
	);
}

/** Moves the manifest out of kubelet's folder, with mode and owner; kubelet then stops etcd. */
export function moveManifestAside(path: string, folder: string): HostScript {
	return sh(
		`
set -e
umask 077
mkdir -p "$2"
[ ! -f "$1" ] || mv "$1" "$2/etcd.yaml"`,
		path,
		folder,
	);
}

export function isFenced(path: string, dataDir: string): HostScript {
	const { argv } = notRunning(dataDir);
	return sh(`[ ! -e "$2" ] || exit 1\n${argv[2] ?? ''}`, dataDir, path);
}

/** Copies the member's files beside them, and compares every byte of the copy. */
export function backUp(dataDir: string, folder: string): HostScript {
	return sh(
		`
set -e
umask 077
rm -rf "$2.part"
mkdir -p "$2.part"
cp -a "$1/member" "$2.part/member"
cd "$1"
find member -type f -exec sha256sum {} + >"$2.part/SHA256SUMS"
cd "$2.part"
sha256sum -c SHA256SUMS >/dev/null
sync
mv "$2.part" "$2"`,
		dataDir,
		folder,
	);
}

export function isBackedUp(folder: string): HostScript {
	return sh('cd "$1" && sha256sum -c SHA256SUMS >/dev/null', folder);
}

/** Whether the disk has room for the copy, and a tenth more. */
export function hasRoomForCopy(dataDir: string): HostScript {
	return sh(
		`
need=$(du -sk "$1/member" | cut -f 1)
free=$(df -Pk "$1" | tail -n 1 | awk '{ print $4 }')
[ "$free" -gt $((need + need / 10)) ]`,
		dataDir,
	);
}

/** Moves the member's files aside, once. */
export function clearMember(dataDir: string, folder: string): HostScript {
	return sh(
		`
set -e
umask 077
mkdir -p "$2"
[ ! -e "$2/cleared" ] || exit 0
[ ! -e "$1/member" ] || mv "$1/member" "$2/moved-member"
touch "$2/cleared"`,
		dataDir,
		folder,
	);
}

export function isCleared(folder: string): HostScript {
	return sh('[ -e "$1/cleared" ]', folder);
}

const put = `
put() {
	cp -p "$folder/etcd.yaml" "$live/.quorum-etcd.yaml" 2>/dev/null || { umask 077; : >"$live/.quorum-etcd.yaml"; }
	cat "$1" >"$live/.quorum-etcd.yaml"
	sync
	mv "$live/.quorum-etcd.yaml" "$live/etcd.yaml"
}`;

/** Puts this text into kubelet's folder as the manifest of etcd, with the mode and the owner of the one moved aside. */
export function putManifest(folder: string, text: string): HostScript {
	const script = sh(
		`
set -e
folder=$1 live=$2
${put}
umask 077
mkdir -p "$folder"
cat >"$folder/next.yaml"
put "$folder/next.yaml"`,
		folder,
		manifestFolder,
	);
	return { ...script, stdin: text };
}

/** Whether this very text is live. */
export function isManifest(text: string): HostScript {
	return { ...sh('cmp -s - "$1/etcd.yaml"', manifestFolder), stdin: text };
}

/**
 * Puts the manifest with the flag into kubelet's folder, and beside it a guard that lives on its own: after two minutes, or
 * as soon as it is let go, it puts the manifest without the flag there, whether or not anybody is still connected.
 */
export function forceWithGuard(folder: string, forced: string, plain: string): HostScript {
	const script = sh(
		`
set -e
folder=$1 live=$2
umask 077
mkdir -p "$folder"
rm -f "$folder/release"
cat >"$folder/both.yaml"
sed '/^%%%%$/,$d' "$folder/both.yaml" >"$folder/forced.yaml"
sed '1,/^%%%%$/d' "$folder/both.yaml" >"$folder/plain.yaml"
rm "$folder/both.yaml"
cat >"$folder/guard.sh" <<'GUARD'
folder=$1 live=$2
${put}
trap 'put "$folder/plain.yaml"' EXIT
trap 'exit 0' HUP INT TERM
n=0
while [ $n -lt 240 ] && [ ! -e "$folder/release" ]; do sleep 0.5; n=$((n + 1)); done
GUARD
${put}
put "$folder/forced.yaml"
setsid nohup sh "$folder/guard.sh" "$folder" "$live" >/dev/null 2>&1 </dev/null &`,
		folder,
		manifestFolder,
	);
	return { ...script, stdin: `${forced}%%%%\n${plain}` };
}

/** Lets the guard go, and does its work if it is gone. */
export function releaseFlag(folder: string, plain: string): HostScript {
	const script = sh(
		`
set -e
folder=$1 live=$2
${put}
umask 077
mkdir -p "$folder"
cat >"$folder/plain.yaml"
touch "$folder/release"
n=0
while [ $n -lt 20 ] && ! cmp -s "$folder/plain.yaml" "$live/etcd.yaml"; do sleep 0.25; n=$((n + 1)); done
cmp -s "$folder/plain.yaml" "$live/etcd.yaml" || put "$folder/plain.yaml"`,
		folder,
		manifestFolder,
	);
	return { ...script, stdin: plain };
}

/** Whether etcd runs there, and without the flag. */
export function runsUnforced(dataDir: string): HostScript {
	return sh(
		`
for p in /proc/[0-9]*; do
	[ "$(cat "$p/comm" 2>/dev/null)" = etcd ] || continue
	words=$(tr '\\0' '\\n' <"$p/cmdline" 2>/dev/null) || continue
	echo "$words" | grep -qxF -e "--data-dir=$1" || continue
	echo "$words" | grep -q -e '^--*force-new-cluster' && exit 1
	exit 0
done
exit 1`,
		dataDir,
	);
}
