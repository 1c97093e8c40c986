import { splitWords } from '../../core/shell-words.ts';
import { settingsOf } from '../../manifest/command-line.ts';
import { flagOfVariable } from '../../manifest/etcd-settings.ts';
import { parseFile } from '../../manifest/parse.ts';
import { etcdFlagsOf } from '../../manifest/static-pod-flags.ts';
import { entriesOf as linesOf } from '../../manifest/text-document.ts';
import { etcdStartOf } from './systemd-start.ts';

/** What a host shows of its etcd without being touched. */
export interface HostLook {
	readonly hostname: string;
	/** By what etcd is started there; `none` where nothing of the kind was found. */
	readonly supervisor: 'static-pod' | 'systemd' | 'k3s' | 'rke2' | 'none';
	/** The process of etcd, while it runs. */
	readonly process?: { readonly pid: number; readonly argv: readonly string[] };
	/** The manifest of the static pod: in kubelet's folder, or where somebody moved it. */
	readonly manifest?: { readonly path: string; readonly text: string; readonly isLive: boolean };
	/** The command line of the unit, where systemd starts etcd. */
	readonly execStart?: string;
	/** Of the process while it runs, else of the manifest or unit. Without dashes. */
	readonly flags: Readonly<Record<string, string>>;
	readonly version?: string;
	/** Programs there that could restore a snapshot, with the version of etcd that they are of; `ctr` has those of images. */
	readonly tools: Readonly<Record<string, string>>;
	/** Whether an API server is started there as a static pod. */
	readonly hasApiServer: boolean;
}

/** Where kubelet looks for static pods, as kubeadm sets it up. */
export const manifestFolder = '/etc/kubernetes/manifests';

/** Where these keep the data of the etcd in them, and the configuration that they write for it. */
const rancherFolder = (name: string) => `/var/lib/rancher/${name}/server/db/etcd`;

/**
 * Prints what `readLook` reads, a name and base64 a line, and changes nothing. Arguments: further places of the manifest.
 * Plain POSIX, for hosts that have little.
 */
export const lookScript = `
put() { printf '%s\\t' "$1"; base64 | tr -d '\\n'; echo; }
config() { [ -f "$1" ] && put "config $1" <"$1"; }
hostname | put hostname
for p in /proc/[0-9]*; do
	case $(cat "$p/comm" 2>/dev/null) in etcd | k3s-server) ;; *) continue ;; esac
	put "process \${p#/proc/}" <"$p/cmdline"
	tr '\\0' '\\n' <"$p/environ" 2>/dev/null | grep '^ETCD_' | put "variables \${p#/proc/}"
	tr '\\0' '\\n' <"$p/cmdline" | sed -n -e '/^--*config-file$/{n;p;}' -e 's/^--*config-file=//p' | while read -r f; do config "$f"; done
done
for f in ${manifestFolder}/*.yaml ${manifestFolder}/*.yml "$@"; do
	[ -f "$f" ] && grep -q etcd "$f" && put "file $f" <"$f"
done
[ -f ${manifestFolder}/kube-apiserver.yaml ] && echo yes | put apiserver
if command -v systemctl >/dev/null 2>&1; then
	unit=$(systemctl cat etcd.service 2>/dev/null)
	printf '%s\\n' "$unit" | put unit
	printf '%s\\n' "$unit" | sed -n 's/^EnvironmentFile=-\\{0,1\\}//p' | sed 's/%[pN]/etcd/g' | while read -r f; do
		[ -f "$f" ] && put "environment $f" <"$f"
	done
	program=$(printf '%s\\n' "$unit" | sed -n 's/^ExecStart=[-:+!|]*\\([^ ]*\\).*/\\1/p' | tail -n 1)
	case $program in */etcd) "$program" --version 2>/dev/null | put version ;; esac
fi
for n in k3s rke2; do
	[ -d /var/lib/rancher/$n/server/db/etcd ] && { echo yes | put $n; config /var/lib/rancher/$n/server/db/etcd/config; }
done
for n in etcdutl etcdctl; do
	command -v $n >/dev/null 2>&1 && ETCDCTL_API=3 $n version 2>/dev/null | put "tool $n"
done
command -v ctr >/dev/null 2>&1 && echo yes | put 'tool ctr'
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
	const supervisor = supervisorOf(first, manifest !== undefined);
	const execStart = supervisor === 'systemd' ? etcdStartOf(first('unit') ?? '') : undefined;
	const image = manifest && /image:.*etcd:v?(\d+\.\d+\.\d+)/.exec(manifest.text)?.[1];
	const version = image ?? versionIn(supervisor === 'systemd' ? (first('version') ?? '') : '');
	return {
		hostname: first('hostname')?.trim() ?? '',
		supervisor,
		...(process && { process }),
		...(manifest && { manifest }),
		...(execStart !== undefined && { execStart }),
		flags: flagsOf(entries, supervisor, process?.argv ?? [], manifest?.text),
		...(version !== undefined && { version }),
		tools: Object.fromEntries(
			entries
				.filter(({ name }) => name.startsWith('tool '))
				.map(({ name, text }) => [name.slice('tool '.length), versionIn(text) ?? '']),
		),
		hasApiServer: first('apiserver') !== undefined,
	};
}

function versionIn(text: string): string | undefined {
	return /\d+\.\d+\.\d+/.exec(text)?.[0];
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

type Flags = Record<string, string>;

/** As etcd reads them: a configuration file makes it deaf for all else, and flags count more than variables. */
function flagsOf(
	entries: readonly Entry[],
	supervisor: HostLook['supervisor'],
	argv: readonly string[],
	manifest: string | undefined,
): Flags {
	const texts = (kind: string) => entries.filter(({ name }) => name.startsWith(kind)).map(({ text }) => text);
	const [config] = texts('config ');
	if (config !== undefined) {
		return flagsInConfig(config);
	}
	if (supervisor === 'k3s' || supervisor === 'rke2') {
		return { 'data-dir': rancherFolder(supervisor) };
	}
	if (argv.length > 0) {
		return { ...flagsInVariables(texts('variables ').join('\n')), ...flagsInWords(argv.slice(1)) };
	}
	if (manifest !== undefined) {
		return Object.fromEntries(
			Object.entries(etcdFlagsOf(manifest) ?? {}).map(([name, value]) => [name, String(value)]),
		);
	}
	const [unit = ''] = texts('unit');
	const hostname = texts('hostname')[0]?.trim() ?? '';
	return withoutSpecifiers(
		{
			...flagsInUnit(unit),
			...flagsInVariables(texts('environment ').join('\n')),
			...flagsInWords(splitWords(etcdStartOf(unit) ?? '').map(({ text }) => text)),
		},
		hostname,
	);
}

function flagsInWords(words: readonly string[]): Flags {
	return flagsIn(settingsOf(words.map(text => ({ text, start: 0, end: 0 }))));
}

/** `Environment=` of the unit, and the flags of a configuration file, are read as they are in an editor. */
function flagsInUnit(text: string): Flags {
	return flagsIn(parseFile({ path: 'etcd.service', text }).descriptions.flatMap(({ settings }) => settings));
}

function flagsInConfig(text: string): Flags {
	return flagsIn(parseFile({ path: 'config.yaml', text }).descriptions.flatMap(({ settings }) => settings));
}

function flagsInVariables(text: string): Flags {
	return flagsIn(
		linesOf(text).flatMap(({ key, value }) => {
			const flag = flagOfVariable(key);
			return flag === undefined ? [] : [{ flag, value: /^(["'])([^]*)\1$/.exec(value)?.[2] ?? value }];
		}),
	);
}

function flagsIn(settings: readonly { readonly flag: string; readonly value?: string }[]): Flags {
	return Object.fromEntries(settings.flatMap(({ flag, value }) => (value === undefined ? [] : [[flag, value]])));
}

/** What Debian's unit uses of them. */
function withoutSpecifiers(flags: Flags, hostname: string): Flags {
	const specifiers: Readonly<Record<string, string>> = { '%H': hostname, '%p': 'etcd', '%N': 'etcd', '%%': '%' };
	return Object.fromEntries(
		Object.entries(flags).map(([name, value]) => [
			name,
			value.replace(/%[HpN%]/g, found => specifiers[found] ?? found),
		]),
	);
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

interface Entry {
	readonly name: string;
	readonly text: string;
}

function entriesOf(output: string): Entry[] {
	return output.split('\n').flatMap(line => {
		const tab = line.indexOf('\t');
		return tab < 0 ? [] : [{ name: line.slice(0, tab), text: decode(line.slice(tab + 1)) }];
	});
}

function decode(base64: string): string {
	return new TextDecoder().decode(Uint8Array.from(atob(base64), char => char.charCodeAt(0)));
}
