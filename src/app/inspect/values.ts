import type { Database } from '../../disk/database.ts';
import type { KeyValue } from '../../disk/key-value.ts';
import { changeAt } from '../../disk/live-keys.ts';
import type { Revision } from '../../disk/mvcc-revision.ts';
import type { Target } from './target.ts';

/** The values of keys that were listed before. A compaction may have taken one since: then the list is of another time. */
export class Values {
	readonly #target: Target;
	readonly #database: Database;

	constructor(target: Target) {
		this.#target = target;
		this.#database = target.database({ follow: true });
	}

	at(revision: Revision): KeyValue | undefined {
		const pair = changeAt(this.#database, revision);
		this.#target.isMixed ||= !pair && this.#database.damages.count === 0;
		return pair;
	}

	/** What was damaged is told with the rest. */
	end(): void {
		this.#target.takeDamages(this.#database.damages, this.#target.databasePath);
	}
}
