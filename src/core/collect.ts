import { ExpectedError, messageOf } from './errors.ts';
import type { FactName, Facts, Probes } from './facts.ts';
import { identify } from './members.ts';
import { PermissionError, type Permission } from './permission.ts';
import { t } from './words.ts';

/** What a run could learn, and for what it could not, why. */
export interface Collected {
	readonly facts: Partial<Facts>;
	readonly gaps: Partial<Record<FactName, string>>;
	/** Of the gaps, those that a permission would close; none of it is kept in a recording. */
	readonly refused?: Partial<Record<FactName, Permission>>;
}

/** A bug in a probe: it goes to the log with its stack, while the run goes on without that fact. */
export type OnBug = (fact: FactName, error: unknown) => void;

/** Puts all questions at once. A question that fails leaves a gap; the others are not disturbed. */
export async function collect(
	probes: Partial<Probes>,
	names: Iterable<FactName>,
	signal: AbortSignal,
	onBug: OnBug,
	onAnswer: (fact: FactName) => void = () => undefined,
): Promise<Collected> {
	const facts: Partial<Record<FactName, unknown>> = {};
	const gaps: Partial<Record<FactName, string>> = {};
	const refused: Partial<Record<FactName, Permission>> = {};
	const ask = async (name: FactName) => {
		try {
			const probe = probes[name];
			if (!probe) {
				throw new ExpectedError(t('This source does not tell it.'));
			}
			facts[name] = await probe(signal);
		} catch (error) {
			gaps[name] = messageOf(error);
			if (error instanceof PermissionError) {
				refused[name] = error.permission;
			} else if (!(error instanceof ExpectedError)) {
				onBug(name, error);
			}
		}
		onAnswer(name);
	};
	await Promise.all([...new Set(names)].map(ask));
	// `Probes` ties each name to its type, so what was stored under a name has the type of that name.
	return { facts: identify(facts as Partial<Facts>), gaps, ...(Object.keys(refused).length > 0 && { refused }) };
}
