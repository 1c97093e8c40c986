/** How often a connection is to be saved. */
export interface Scheduled {
	/** The connection, by its name. */
	readonly name: string;
	readonly everyMs: number;
}

/** What is known of it, in milliseconds since 1970. */
export interface Standing {
	/** The newest good snapshot, whoever asked for it. */
	readonly takenAt?: number;
	/** The last try that failed, in this window. */
	readonly failedAt?: number;
}

/** A cluster in trouble is not asked for its whole database again and again. */
const waitAfterFailureMs = 15 * 60_000;

/** When the next one is due: never with less than the wished time after the last good one. */
export function dueAt({ everyMs }: Scheduled, { takenAt, failedAt }: Standing, now: number): number {
	const wanted = takenAt === undefined ? now : takenAt + everyMs;
	const allowed = failedAt === undefined ? now : failedAt + Math.min(everyMs, waitAfterFailureMs);
	return Math.max(wanted, allowed);
}
