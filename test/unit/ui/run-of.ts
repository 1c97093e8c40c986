import { checks } from '../../../src/checks/index.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import type { Facts } from '../../../src/core/facts.ts';
import { identify } from '../../../src/core/members.ts';
import type { SessionRun } from '../../../src/ui/session.ts';
import { factsOf, now } from '../../support/facts.ts';

/** A run of these facts as the session keeps it, of a cluster named as its key. */
export function runOf({ key, facts = {} }: { key: string; facts?: Partial<Facts> }): SessionRun {
	const collected = { facts: identify(factsOf(facts)), gaps: {} };
	const report = diagnose(checks, collected, defaultSettings, { name: key, takenAt: now });
	return {
		collected,
		report,
		judged: report,
		source: { key, name: key, kind: 'connection', skipVerify: false },
		files: new Map(),
		titles: new Map(checks.map(({ id, title }) => [id, title])),
	};
}
