import { sh, type HostScript } from './host-script.ts';

/**
 * Prints words and variables of every etcd that works on a data directory. One that names none, on its command line or in its
 * variables, is taken for it: better stopped for nothing than overlooked. The dead have neither.
 */
const ownEtcd = `
own() {
	for p in /proc/[0-9]*; do
		[ "$(cat "$p/comm" 2>/dev/null)" = etcd ] || continue
		words=$(cat "$p/cmdline" "$p/environ" 2>/dev/null | tr '\\0' '\\n')
		[ -n "$words" ] || continue
		dirs=$(printf '%s\\n' "$words" | sed -n -e '/^--*data-dir$/{n;p;}' -e 's/^--*data-dir=//p' -e 's/^ETCD_DATA_DIR=//p')
		[ -z "$dirs" ] || printf '%s\\n' "$dirs" | sed 's,//*$,,' | grep -qxF -e "$1" || continue
		printf '%s\\n' "$words"
	done
}`;

/** Ends with 1 while an etcd with that data directory runs. */
export function notRunning(dataDir: string): HostScript {
	return sh(`${ownEtcd}\n[ -z "$(own "$1")" ]`, dataDir);
}

export function isRunning(dataDir: string): HostScript {
	return sh(`${ownEtcd}\n[ -n "$(own "$1")" ]`, dataDir);
}

/** Whether etcd runs there, and without the flag. */
export function runsUnforced(dataDir: string): HostScript {
	return sh(
		`${ownEtcd}
words=$(own "$1")
[ -n "$words" ] || exit 1
! printf '%s\\n' "$words" | grep -q -e '^--*force-new-cluster' -e '^ETCD_FORCE_NEW_CLUSTER=true'`,
		dataDir,
	);
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

/** Whether the disk has room for so much. */
export function hasRoomFor(dataDir: string, bytes: number): HostScript {
	return sh(
		'[ "$(df -Pk "$1" | tail -n 1 | awk \'{ print $4 }\')" -gt "$2" ]',
		dataDir,
		String(Math.ceil(bytes / 1024)),
	);
}

/** Takes a file in; it has its name only when its sum is right. */
export function takeIn(file: string, sha256: string, into: string): HostScript {
	const script = sh(
		`
set -e
umask 077
mkdir -p "\${1%/*}"
cat >"$1.part"
[ "$(sha256sum <"$1.part" | cut -d ' ' -f 1)" = "$2" ] || { rm "$1.part"; echo 'What came is not what was sent.' >&2; exit 1; }
sync
mv "$1.part" "$1"`,
		into,
		sha256,
	);
	return { ...script, file };
}

export function hasSum(file: string, sha256: string): HostScript {
	return sh('[ "$(sha256sum <"$1" | cut -d " " -f 1)" = "$2" ]', file, sha256);
}

/** The files of a member that were made beside its data become its data, with the owner of the directory. */
export function place(dataDir: string, restored: string): HostScript {
	return sh(
		`
set -e
[ ! -e "$1/member" ] || { echo 'There are data already.' >&2; exit 1; }
chown -R "$(stat -c %u:%g "$1")" "$2"
mv "$2/member" "$1/member"`,
		dataDir,
		restored,
	);
}

export function isPlaced(dataDir: string, restored: string): HostScript {
	return sh('[ -e "$1/member/snap/db" ] && [ ! -e "$2/member" ]', dataDir, restored);
}

export function remove(...paths: readonly string[]): HostScript {
	return { argv: ['rm', '-rf', '--', ...paths] };
}

/** By whatever can ask there; a kubeconfig asks the API server that it names. */
export const apiServerReady = sh(`
port=$(sed -n 's/.*--secure-port=\\([0-9]*\\).*/\\1/p' /etc/kubernetes/manifests/kube-apiserver.yaml)
at=https://127.0.0.1:\${port:-6443}/readyz
if command -v curl >/dev/null 2>&1; then exec curl -fsk -m 10 -o /dev/null "$at"; fi
if command -v wget >/dev/null 2>&1; then exec wget -q -T 10 -t 1 --no-check-certificate -O /dev/null "$at"; fi
exec kubectl --kubeconfig=/etc/kubernetes/admin.conf --request-timeout=10s get --raw=/readyz`);
