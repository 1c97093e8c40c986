import { formatBytes } from '../../core/bytes.ts';
import { minorOf, parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import type { Step } from '../plan.ts';
import type { ActHost } from './act-host.ts';
import { hasRoomFor, hasSum, isPlaced, place, remove, takeIn } from './data-scripts.ts';
import { clearStep, commandMs, condition, copyMs, etcdCondition, onHost, startMs, startStep } from './force-plan.ts';
import { sh, type HostScript } from './host-script.ts';

/** A file that was read whole here: a snapshot that etcd saved, or the database of a member. */
export interface RestorableFile {
	readonly path: string;
	readonly bytes: number;
	/** Of the whole file. */
	readonly sha256: string;
	readonly revision: number;
	readonly keys: number;
	/** Whether it has the sum that etcd writes behind a snapshot; the database of a member has none. */
	readonly hasTrailer: boolean;
}

/**
 * Revisions go on far above those that clients have seen, and all below are compacted: caches of API servers then notice that
 * they are older than the data. Which patches know the two options, the tool itself is asked.
 */
const bumpRevision = 1_000_000_000;

/** The program that restores on a host. It must be of the minor version that will read the data. */
export type RestoreTool =
	| { readonly kind: 'etcdutl' | 'etcdctl' }
	| { readonly kind: 'ctr'; readonly image: string; readonly program: 'etcdutl' | 'etcdctl' };

/** What is there of the right version: programs of the host first, then those in the image of the static pod. */
export function restoreToolOf({ look }: ActHost): RestoreTool | undefined {
	const { tools, version, manifest } = look;
	const own = minorIn(version);
	const isOwn = (tool: string) => own !== undefined && minorIn(tools[tool]) === own;
	if (isOwn('etcdutl')) {
		return { kind: 'etcdutl' };
	}
	// From 3.6 on etcdctl does not restore any more.
	if (isOwn('etcdctl') && ['3.4', '3.5'].includes(own ?? '')) {
		return { kind: 'etcdctl' };
	}
	const image = /^\s*(?:-\s+)?image:\s*["']?([^\s"']*etcd:[^\s"']+)/m.exec(manifest?.text ?? '')?.[1];
	return tools['ctr'] !== undefined && image !== undefined && own !== undefined
		? { kind: 'ctr', image, program: own === '3.4' ? 'etcdctl' : 'etcdutl' }
		: undefined;
}

function minorIn(version: string | undefined): string | undefined {
	const parsed = parseVersion(version ?? '');
	return parsed && minorOf(parsed);
}

/** The snapshot becomes a cluster of one, on a host whose own data are aside; then that is started. */
export function restoreSteps(host: ActHost, file: RestorableFile, tool: RestoreTool, planId: string): Step[] {
	const snapshot = `${host.kept}/snapshot.db`;
	const restored = `${host.kept}/restored`;
	return [
		{
			id: `bring-${host.name}`,
			title: t('Bring the snapshot to {0}', host.name),
			...onHost(host, takeIn(file.path, file.sha256, snapshot)),
			doneWhen: condition(
				host,
				hasSum(snapshot, file.sha256),
				t('The snapshot is on {0}, with the right SHA-256.', host.name),
				t('The snapshot is not on {0} yet.', host.name),
			),
			precheck: condition(
				host,
				hasRoomFor(host.dataDir, file.bytes * 2.2),
				t('The disk of {0} has room for the snapshot and what is made of it.', host.name),
				t('The disk of {0} has no room for the snapshot and what is made of it: make room first.', host.name),
			),
			undo: t('Remove {0} on {1}.', snapshot, host.name),
			canRepeat: true,
			timeoutMs: copyMs,
		},
		{
			id: `restore-${host.name}`,
			title: t('Restore the snapshot on {0}', host.name),
			...onHost(host, restore(host, file, tool, planId)),
			doneWhen: condition(
				host,
				sh('[ -e "$1/member/snap/db" ]', restored),
				t('The snapshot is restored beside the data of {0}.', host.name),
				t('The snapshot is not restored on {0} yet.', host.name),
			),
			undo: t('Remove {0} on {1}.', restored, host.name),
			canRepeat: true,
			timeoutMs: copyMs,
		},
		clearStep(host),
		{
			id: `place-${host.name}`,
			title: t('Make what was restored the data of {0}', host.name),
			...onHost(host, place(host.dataDir, restored)),
			doneWhen: condition(
				host,
				isPlaced(host.dataDir, restored),
				t('What was restored is the data of {0}.', host.name),
				t('What was restored is not the data of {0} yet.', host.name),
			),
			canRepeat: true,
			timeoutMs: commandMs,
		},
		{
			...startStep(host),
			postcheck: etcdCondition([host.clientUrl], { name: 'healthy', despite: [] }),
			timeoutMs: startMs,
		},
		{
			id: `tidy-${host.name}`,
			title: t('Remove the snapshot that was brought to {0}', host.name),
			...onHost(host, remove(snapshot, restored)),
			canRepeat: true,
			timeoutMs: commandMs,
		},
	];
}

/** Arguments: folder, bump, then the options. A restore that was interrupted begins anew. */
function restore(host: ActHost, file: RestorableFile, tool: RestoreTool, planId: string): HostScript {
	const options = [
		...[`--name=${host.memberName}`, `--initial-cluster=${host.memberName}=${host.peerUrl}`],
		...[`--initial-cluster-token=${restoredToken(planId)}`, `--initial-advertise-peer-urls=${host.peerUrl}`],
		...(file.hasTrailer ? [] : ['--skip-hash-check']),
	];
	return sh(
		`
set -e
umask 077
folder=$1 bump=$2
shift 2
tool() { ${toolCommand(tool)} "$@"; }
rm -rf "$folder/restored.part"
if tool snapshot restore --help 2>&1 | grep -q -e --bump-revision; then
	set -- "$@" "--bump-revision=$bump" --mark-compacted
	echo "Revisions go on $bump above those of the snapshot."
else
	echo 'This etcd cannot raise revisions: restart all that watches.'
fi
tool snapshot restore "$folder/snapshot.db" "--data-dir=$folder/restored.part" "$@" >&2
sync
mv "$folder/restored.part" "$folder/restored"`,
		host.kept,
		String(bumpRevision),
		...options,
	);
}

function toolCommand(tool: RestoreTool): string {
	if (tool.kind !== 'ctr') {
		return `ETCDCTL_API=3 ${tool.kind}`;
	}
	const mount = '--mount "type=bind,src=$folder,dst=$folder,options=rbind:rw"';
	const name = '"quorum-restore-$$-$#"';
	return `ctr --namespace k8s.io run --rm --env ETCDCTL_API=3 ${mount} '${tool.image}' ${name} ${tool.program}`;
}

/** Makes it another cluster than the one of which the snapshot is: a member that comes back is refused. */
export function restoredToken(planId: string): string {
	return `quorum-${planId}`;
}

/** Where no program of the right version is to be had on any host. */
export function restoreByHandStep(host: ActHost, file: RestorableFile, planId: string): Step {
	// Behind the shell, its script, folder and bump.
	const options = restore(host, file, { kind: 'etcdutl' }, planId).argv.slice(6);
	return {
		id: `restore-by-hand-${host.name}`,
		title: t('Restore the snapshot on {0}', host.name),
		action: {
			kind: 'manual',
			instructions: [
				t(
					'On no host is there an etcdutl (or, before etcd 3.6, an etcdctl) of the version of its etcd, nor ctr with the image. Bring one there, or restore by hand:',
				),
				t('Where the tool knows --bump-revision and --mark-compacted, add them.'),
			],
		},
		command: `etcdutl snapshot restore ${host.kept}/snapshot.db --data-dir=${host.kept}/restored ${options.join(' ')}`,
		canRepeat: true,
		timeoutMs: commandMs,
	};
}

/** What whoever approves should know of the file. */
export function restorableNotes({ path, bytes, revision, keys, hasTrailer, sha256 }: RestorableFile): string[] {
	return [
		t(
			'{0} was read whole: {1}, {2} entries, up to revision {3}, SHA-256 {4}.',
			path,
			formatBytes(bytes),
			keys,
			revision,
			sha256,
		),
		...(hasTrailer
			? []
			: [
					t(
						'It is the database of a member and no snapshot: what only its WAL holds is not in it, and it has no sum of its own.',
					),
				]),
	];
}
