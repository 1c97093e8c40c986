import { Command, InvalidArgumentError, Option } from 'commander';
import { formatBytes } from '../../core/bytes.ts';
import { formatDuration } from '../../core/duration.ts';
import { t } from '../../core/words.ts';
import { isPlainFolder, usualBackup, type BackupOptions } from '../../operations/maintenance/backup-documents.ts';
import { withOperationFlags, type OperationFlags } from './flags.ts';
import { operate } from './operate.ts';

interface SaveFlags extends OperationFlags {
	readonly member?: string;
	readonly output?: string;
	readonly keep?: number;
}

export function snapshotCommand(exit: (code: number) => void): Command {
	const command = new Command('snapshot').description(t('Saves, verifies and lists snapshots of a cluster.'));
	withOperationFlags(command.command('save', { isDefault: true }))
		.description(t('Saves a snapshot, looks it through, and takes it into the catalogue when it is good.'))
		.option('--member <member>', t('from whom; a follower when none is given'))
		.option('--output <file>', t('where it goes; a folder of your own when none is given'))
		.option('--keep <number>', t('remove the oldest good ones of that folder, so that so many stay'), count)
		.action(async (flags: SaveFlags) => exit(await save(flags)));
	command
		.command('list')
		.description(t('Shows the snapshots that were found good, newest first.'))
		.addOption(new Option('--format <format>', t('form of the list')).choices(['text', 'json']).default('text'))
		.action(async ({ format }: { format: 'text' | 'json' }) => exit(await print(format)));
	withBackupFlags(command.command('cronjob'))
		.description(t('Prints a CronJob that saves snapshots on a control-plane node of kubeadm.'))
		.action(async (flags: BackupOptions) => {
			const { backupCronJob } = await import('../../operations/maintenance/backup-documents.ts');
			process.stdout.write(backupCronJob(flags));
			exit(0);
		});
	withBackupFlags(command.command('timer'))
		.description(t('Prints a service and a timer of systemd that save snapshots on a host.'))
		.action(async (flags: BackupOptions) => {
			const { backupTimer } = await import('../../operations/maintenance/backup-documents.ts');
			process.stdout.write(backupTimer(flags));
			exit(0);
		});
	return command;
}

function withBackupFlags(command: Command): Command {
	return command
		.option('--folder <folder>', t('where the files go'), plainFolder, usualBackup.folder)
		.option('--days <number>', t('after so many days a file is removed'), count, usualBackup.days)
		.option('--image <image>', t("the image of the cluster's own etcd"), usualBackup.image);
}

async function save({ member, output, keep, ...flags }: SaveFlags): Promise<number> {
	const { snapshotPlan } = await import('../../operations/maintenance/snapshot.ts');
	const { newSnapshotPath, snapshotFolder } = await import('../../app/maintenance.ts');
	return operate(flags, state =>
		snapshotPlan(state, {
			path: output ?? newSnapshotPath(state),
			...(member !== undefined && { member }),
			...(keep !== undefined && { retention: { folder: snapshotFolder(state), keep } }),
		}),
	);
}

/** 1 when a file is not any more what was found good. */
async function print(format: 'text' | 'json'): Promise<number> {
	const { allSnapshots } = await import('../../app/plans.ts');
	const snapshots = await allSnapshots();
	const now = Date.now();
	const lines = snapshots.map(snapshot =>
		format === 'json'
			? JSON.stringify(snapshot)
			: [
					snapshot.cluster || snapshot.clusterId,
					t('{0} old', formatDuration(now - snapshot.takenAt)),
					formatBytes(snapshot.sizeBytes),
					t('revision {0}', snapshot.revision),
					stateInWords(snapshot.state),
					snapshot.path,
				].join('  '),
	);
	process.stdout.write(lines.map(line => `${line}\n`).join(''));
	return snapshots.every(({ state }) => state === 'good') ? 0 : 1;
}

function stateInWords(state: 'good' | 'missing' | 'changed'): string {
	return { good: t('good'), missing: t('the file is missing'), changed: t('changed since it was verified') }[state];
}

/** Old files are removed there, by somebody else's script. */
function plainFolder(text: string): string {
	if (!isPlainFolder(text)) {
		throw new InvalidArgumentError(
			t('This takes the path of a folder from the root, such as {0}.', usualBackup.folder),
		);
	}
	return text;
}

function count(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value) || value < 1) {
		throw new InvalidArgumentError(t('This takes a whole number.'));
	}
	return value;
}
