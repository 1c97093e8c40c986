import { etcdFlagsOf } from '../../manifest/static-pod-flags.ts';

/** What a host shows of its etcd without being touched. */
export interface HostLook {
	readonly hostname: string;
	/** By what etcd is started there; `none` where nothing of the kind was found. */
	readonly supervisor: 'static-pod' | 'systemd' | 'k3s' | 'rke2' | 'none';
	/** The process of etcd, while it runs. */
	readonly process?: { readonly pid: number; readonly argv: readonly string[] };
	/** The manifest of the static pod: in kubelet's folder, or where somebody moved it. */
	readonly manifest?: { readonly path: string; readonly text: string; readonly isLive: boolean };
	/** Of the process while it runs, else of the manifest. Without dashes. */
	readonly flags: Readonly<Record<string, string>>;
	readonly version?: string;
}

/** Where kubelet looks for static pods, as kubeadm sets it up. */
export const manifestFolder = '/etc/kubernetes/manifests';

/**
 * Prints what `readLook` reads, a name and base64 a line, and changes nothing. Arguments: further places of the manifest.
 * Plain POSIX, for hosts that have little.
 */
export const lookScript = `
put() { printf '%s\\t' "$1"; base64 | tr -d '\\n'; echo; }
hostname | put hostname
for p in /proc/[0-9]*; do
	[ "$(cat "$p/comm" 2>/dev/null)" = etcd ] && put "process \${p#/proc/}" <"$p/cmdline"
done
for f in ${manifestFolder}/*.yaml ${manifestFolder}/*.yml "$@"; do
	[ -f "$f" ] && grep -q etcd "$f" && put "file $f" <"$f"
done
if command -v systemctl >/dev/null 2>&1; then systemctl cat etcd.service 2>/dev/null | put unit; fi
[ -d /var/lib/rancher/k3s/server/db/etcd ] && echo yes | put k3s
[ -d /var/lib/rancher/rke2/server/db/etcd ] && echo yes | put rke2
exit 0
`;

/** Files and room of a data directory. Arguments: the directory, then certificates; prints as above. */
export const dataScript = `
put() { printf '%s\\t' "$1"; base64 | tr -d '\\n'; echo; }
d=$1
shift
df -Pk "$d" 2>/dev/null | tail -n 1 | put room
for f in "$d"/member/wal/*.wal "$d"/member/snap/*.snap "$d"/member/snap/db; do
	[ -f "$f" ] && { echo "\${f#"$d"/member/}"; wc -c <"$f"; } | put file
done
for f in "$@"; do
	[ -f "$f" ] && put "certificate $f" <"$f"
done
exit 0
`;

export interface HostData {
	readonly freeBytes?: number;
	/** Below `member`, with their sizes in bytes. */
	readonly files: readonly { readonly path: string; readonly bytes: number }[];
	/** Path and PEM. */
	readonly certificates: readonly { readonly path: string; readonly pem: string }[];
}

export function readLook(output: string): HostLook {
	const entries = entriesOf(output);
	const first = (name: string) => entries.find(entry => entry.name === name)?.text;
	const running = entries.find(({ name }) => name.startsWith('process '));
	const process = running && {
		pid: Number(running.name.slice('process '.length)),
		argv: running.text.split('\0').filter(word => word !== ''),
	};
	const manifest = entries
		.filter(({ name, text }) => name.startsWith('file ') && etcdFlagsOf(text) !== undefined)
		.map(({ name, text }) => ({ path: name.slice('file '.length), text }))
		.map(file => ({ ...file, isLive: file.path.startsWith(`${manifestFolder}/`) }))
		.toSorted((a, b) => Number(b.isLive) - Number(a.isLive))[0];
	const version = manifest && /image:.*etcd:v?(\d+\.\d+\.\d+)/.exec(manifest.text)?.[1];
	return {
		hostname: first('hostname')?.trim() ?? '',
		supervisor: supervisorOf(first, manifest !== undefined),
		...(process && { process }),
		...(manifest && { manifest }),
		flags: flagsOf(process?.argv ?? [], manifest?.text ?? ''),
		...(version !== undefined && { version }),
	};
}

function supervisorOf(first: (name: string) => string | undefined, hasManifest: boolean): HostLook['supervisor'] {
	if (hasManifest) {
		return 'static-pod';
	}
	if (first('rke2') !== undefined || first('k3s') !== undefined) {
		return first('rke2') === undefined ? 'k3s' : 'rke2';
	}
	return (first('unit') ?? '').trim() === '' ? 'none' : 'systemd';
}

function flagsOf(argv: readonly string[], manifest: string): HostLook['flags'] {
	const running = argv.flatMap(word => {
		const [, name, value] = /^--?([a-z][a-z0-9-]*)=([^]*)$/.exec(word) ?? [];
		return name === undefined || value === undefined ? [] : [[name, value] as const];
	});
	const written = Object.entries(etcdFlagsOf(manifest) ?? {}).map(([name, value]) => [name, String(value)] as const);
	return Object.fromEntries(running.length > 0 ? running : written);
}

export function readData(output: string): HostData {
	const entries = entriesOf(output);
	const available = entries
		.find(({ name }) => name === 'room')
		?.text.trim()
		.split(/\s+/)[3];
	return {
		...(available !== undefined && /^\d+$/.test(available) && { freeBytes: Number(available) * 1024 }),
		files: entries
			.filter(({ name }) => name === 'file')
			.flatMap(({ text }) => {
				const [path = '', bytes = ''] = text.trim().split('\n');
				// A name that etcd does not give is not fetched: it becomes a path on this machine.
				return isOfEtcd(path) ? [{ path, bytes: Number(bytes.trim()) }] : [];
			}),
		certificates: entries
			.filter(({ name }) => name.startsWith('certificate '))
			.map(({ name, text }) => ({ path: name.slice('certificate '.length), pem: text })),
	};
}

function isOfEtcd(path: string): boolean {
	return /^(wal\/[0-9a-f]{16}-[0-9a-f]{16}\.wal|snap\/[0-9a-f]{16}-[0-9a-f]{16}\.snap|snap\/db)$/.test(path);
}

function entriesOf(output: string): { readonly name: string; readonly text: string }[] {
	return output.split('\n').flatMap(line => {
		const tab = line.indexOf('\t');
		return tab < 0 ? [] : [{ name: line.slice(0, tab), text: decode(line.slice(tab + 1)) }];
	});
}

function decode(base64: string): string {
	return new TextDecoder().decode(Uint8Array.from(atob(base64), char => char.charCodeAt(0)));
}
