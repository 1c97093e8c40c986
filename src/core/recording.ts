import type { Collected } from './collect.ts';
import { ExpectedError } from './errors.ts';
import { factShapes } from './facts-shape.ts';
import { withoutSecrets, withoutSecretsIn } from './secrets.ts';
import { flag, isObject, moment, object, record, text, type Shape } from './shapes.ts';
import { t } from './words.ts';

/** The number of the format; another one is refused, for its facts may mean something else. */
export const recordingFormat = 1;

/** A run as it is kept: what was learned, not what was judged, so that newer checks can judge it again. */
export interface Recording extends Pick<Collected, 'facts' | 'gaps'> {
	readonly format: typeof recordingFormat;
	/** Version of the program that asked. */
	readonly quorum: string;
	/** Milliseconds since 1970. */
	readonly takenAt: number;
	readonly connection: { readonly name: string; readonly skipVerify: boolean };
}

/** Holds no secret, whatever the facts hold. */
export function recordingOf(
	collected: Collected,
	about: { readonly quorum: string; readonly takenAt: number; readonly name: string; readonly skipVerify: boolean },
): Recording {
	const { quorum, takenAt, name, skipVerify } = about;
	return {
		format: recordingFormat,
		quorum,
		takenAt,
		connection: { name: withoutSecretsIn(name), skipVerify },
		...withoutSecrets(collected),
	};
}

export function printRecording(recording: Recording): string {
	return `${JSON.stringify(recording)}\n`;
}

/** Reads a recording and proves its shape; throws `ExpectedError` with what is wrong with it. */
export function parseRecording(source: string): Recording {
	const value = parseJson(source);
	if (!isObject(value) || value['format'] === undefined) {
		throw new ExpectedError(t('This is no recording: it has no format number.'));
	}
	if (value['format'] !== recordingFormat) {
		throw new ExpectedError(
			t(
				'This recording has the format {0}; this version of Quorum reads format {1}.',
				String(value['format']).slice(0, 20),
				recordingFormat,
			),
		);
	}
	const problem = recordingShape(value, '');
	if (problem !== undefined) {
		throw new ExpectedError(t('This recording is damaged: "{0}" is missing or not of its kind.', problem));
	}
	// `recordingShape` has just looked at every field.
	const { facts, ...rest } = value as unknown as Recording;
	// Facts of a later version have not been looked at, and no check of this one reads them.
	const known = Object.entries(facts).filter(([name]) => name in factShapes);
	return { ...rest, facts: Object.fromEntries(known) };
}

function parseJson(source: string): unknown {
	try {
		return JSON.parse(source);
	} catch {
		throw new ExpectedError(
			/^\s*\{/.test(source)
				? t('This recording is cut off or damaged: it is not valid JSON.')
				: t('This is no recording: it is not JSON.'),
		);
	}
}

const connection = object<Recording['connection']>({ name: text, skipVerify: flag });

const factsShape: Shape = (value, path) => {
	if (!isObject(value)) {
		return path;
	}
	for (const [name, shape] of Object.entries(factShapes)) {
		const problem = value[name] === undefined ? undefined : shape(value[name], `${path}.${name}`);
		if (problem !== undefined) {
			return problem;
		}
	}
	return undefined;
};

const recordingShape = object<Recording>({
	format: (value, path) => (value === recordingFormat ? undefined : path),
	quorum: text,
	takenAt: moment,
	connection,
	facts: factsShape,
	gaps: record(text),
});
