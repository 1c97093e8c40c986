import { withEtcdFlags } from '../../manifest/static-pod-flags.ts';
import { notRunning } from './data-scripts.ts';
import { sh, type HostScript } from './host-script.ts';
import { manifestFolder } from './look.ts';
import type { StartFlags, Supervised } from './supervised.ts';

/**
 * etcd as kubelet runs it: stopped when its manifest leaves kubelet's folder, started when it comes back. Manifests are put
 * there by `mv` from a name that begins with a dot, which kubelet ignores; comments, mode and owner stay.
 */
export function staticPod(text: string, path: string, dataDir: string, planId: string): Supervised {
	const folder = `/etc/kubernetes/quorum-recovery/${planId}`;
	const plain = withEtcdFlags(text, { 'force-new-cluster': undefined }) ?? text;
	const joining = (flags: StartFlags) => withEtcdFlags(text, { 'force-new-cluster': undefined, ...flags }) ?? '';
	return {
		folder,
		unfence: `mv ${folder}/etcd.yaml ${liveManifest}`,
		fence: moveAside(path, folder),
		isFenced: sh(`[ ! -e "$2" ] || exit 1\n${notRunning(dataDir).argv[2] ?? ''}`, dataDir, liveManifest),
		force: force(folder, planId, withEtcdFlags(text, { 'force-new-cluster': true }) ?? '', plain),
		release: release(folder, plain),
		start: put(folder, plain),
		isStarted: isLive(plain),
		join: flags => put(folder, joining(flags)),
		isJoined: flags => isLive(joining(flags)),
	};
}

const liveManifest = `${manifestFolder}/etcd.yaml`;

function moveAside(path: string, folder: string): HostScript {
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

/** One chain: where the disk is full, what is live stays as it is. */
const putting = `
put() {
	rm -f "$live/.quorum-etcd.yaml"
	cp -p "$folder/etcd.yaml" "$live/.quorum-etcd.yaml" 2>/dev/null || (umask 077 && : >"$live/.quorum-etcd.yaml") || return 1
	cat "$1" >"$live/.quorum-etcd.yaml" && sync && mv "$live/.quorum-etcd.yaml" "$live/etcd.yaml"
}`;

/** Puts this text into kubelet's folder, with the mode and the owner of the manifest that was moved aside. */
function put(folder: string, text: string): HostScript {
	const script = sh(
		`
set -e
folder=$1 live=$2
${putting}
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
function isLive(text: string): HostScript {
	return { ...sh('cmp -s - "$1"', liveManifest), stdin: text };
}

/**
 * The manifest with the flag is a link to a file below /run, so that it is gone when the host starts anew. A guard lives on
 * its own: after two minutes, or as soon as it is let go, it puts the manifest without the flag there, whether or not anybody
 * is still connected. It is there before the flag is.
 */
function force(folder: string, planId: string, forced: string, plain: string): HostScript {
	const script = sh(
		`
set -e
folder=$1 live=$2 passing=$3
umask 077
mkdir -p "$folder" "$passing"
rm -f "$folder/release"
cat >"$folder/both.yaml"
sed '/^%%%%$/,$d' "$folder/both.yaml" >"$passing/etcd.yaml"
sed '1,/^%%%%$/d' "$folder/both.yaml" >"$folder/plain.yaml"
rm "$folder/both.yaml"
cat >"$folder/guard.sh" <<'GUARD'
folder=$1 live=$2
${putting}
trap '[ ! -L "$live/etcd.yaml" ] || put "$folder/plain.yaml"' EXIT
trap 'exit 0' HUP INT TERM
n=0
while [ $n -lt 240 ] && [ ! -e "$folder/release" ]; do sleep 0.5; n=$((n + 1)); done
GUARD
setsid nohup sh "$folder/guard.sh" "$folder" "$live" >/dev/null 2>&1 </dev/null &
rm -f "$live/.quorum-etcd.yaml"
ln -s "$passing/etcd.yaml" "$live/.quorum-etcd.yaml"
mv "$live/.quorum-etcd.yaml" "$live/etcd.yaml"`,
		folder,
		manifestFolder,
		`/run/quorum-${planId}`,
	);
	return { ...script, stdin: `${forced}%%%%\n${plain}` };
}

/** Lets the guard go, and does its work if it is gone. */
function release(folder: string, plain: string): HostScript {
	const script = sh(
		`
set -e
folder=$1 live=$2
${putting}
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
