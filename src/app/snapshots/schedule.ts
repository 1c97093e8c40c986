import { ClusterBusy } from '../../adapters/files/plan-lock.ts';
import { dueAt, type Scheduled } from '../../operations/snapshot-schedule.ts';

/** What the face lends the schedule, the clock among it. */
export interface ScheduleHost {
	now(): number;
	/** As it is set at this moment; empty when nothing is. */
	scheduled(): readonly Scheduled[];
	/** When the newest good snapshot of this connection was taken, as far as it was before `now`. */
	newestOf(name: string, now: number): Promise<number | undefined>;
	/** Saves one through the door; throws when that fails. */
	save(name: string): Promise<void>;
	/** The first failure since the last success. */
	failed(name: string, error: unknown): void;
}

/** Saves what is due, one cluster after the other, whenever it is asked to look. */
export class SnapshotSchedule {
	readonly #host: ScheduleHost;
	readonly #failedAt = new Map<string, number>();
	#isLooking = false;

	constructor(host: ScheduleHost) {
		this.#host = host;
	}

	/** Does nothing while an earlier look is still at work. */
	async look(): Promise<void> {
		if (this.#isLooking) {
			return;
		}
		this.#isLooking = true;
		try {
			for (const each of this.#host.scheduled()) {
				await this.#saveIfDue(each);
			}
		} finally {
			this.#isLooking = false;
		}
	}

	/** What was changed may have mended it: every connection may be tried again. */
	forgive(): void {
		this.#failedAt.clear();
	}

	async #saveIfDue(scheduled: Scheduled): Promise<void> {
		const { name } = scheduled;
		const isKnown = this.#failedAt.has(name);
		try {
			const takenAt = await this.#host.newestOf(name, this.#host.now());
			const failedAt = this.#failedAt.get(name);
			const standing = { ...(takenAt !== undefined && { takenAt }), ...(failedAt !== undefined && { failedAt }) };
			if (dueAt(scheduled, standing, this.#host.now()) <= this.#host.now()) {
				await this.#host.save(name);
				this.#failedAt.delete(name);
			}
		} catch (error) {
			// Another window is at it, or another plan: the next look sees what came of it.
			if (error instanceof ClusterBusy) {
				return;
			}
			this.#failedAt.set(name, this.#host.now());
			if (!isKnown) {
				this.#host.failed(name, error);
			}
		}
	}
}
