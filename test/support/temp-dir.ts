import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = new Set<string>();

function base(): string {
	try {
		// A container's is often 64 MiB; a cluster's logs and databases need more.
		const { bavail, bsize } = statfsSync('/dev/shm');
		if (bavail * bsize < 4 * 1024 ** 3) return tmpdir();
		// On tmpfs a member's fsync costs nothing: the disk of the test machine does not decide what a check sees.
		accessSync('/dev/shm', constants.W_OK);
		return '/dev/shm';
	} catch {
		return tmpdir();
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

let swept = false;

/** Removes what runs left that were killed before they could clean up: memory is not for ever. */
function sweep(): void {
	swept = true;
	for (const name of readdirSync(base())) {
		const pid = /^quorum-(\d+)-/.exec(name)?.[1];
		if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(base(), name), { recursive: true, force: true });
	}
}

/** A new folder for this process alone; gone at the latest when the process is. */
export function makeTempDir(label: string): string {
	if (!swept) sweep();
	const dir = mkdtempSync(join(base(), `quorum-${process.pid}-${label}-`));
	made.add(dir);
	return dir;
}

export function removeTempDir(dir: string): void {
	rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
	made.delete(dir);
}

process.on('exit', () => {
	for (const dir of made) removeTempDir(dir);
});
