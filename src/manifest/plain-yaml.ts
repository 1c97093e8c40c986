import { parse, stringify } from 'yaml';
import { ExpectedError, messageOf } from '../core/errors.ts';
import { t } from '../core/words.ts';

/** A YAML document as plain values, for files of other programs that are read and never pointed into. */
export function readPlainYaml(text: string): unknown {
	try {
		// Kubernetes reads YAML 1.1: there `yes` is true.
		return parse(text, { version: '1.1', maxAliasCount: 100, uniqueKeys: false, logLevel: 'error' });
	} catch (error) {
		throw new ExpectedError(t('It is not valid YAML: {0}', messageOf(error).split('\n')[0] ?? ''));
	}
}

/** Plain values as YAML, in the order in which they are. */
export function printPlainYaml(value: unknown): string {
	return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}
