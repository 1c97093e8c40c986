import { memberNameOf, type Setting } from '../description.ts';
import { documentIdOf, nothingRead, textConfig, type Reading } from '../document.ts';
import { etcdFlag } from '../../schema/etcd-flags.ts';
import { flagOfVariable } from '../etcd-settings.ts';
import type { SourceFile } from '../source.ts';
import { configNodeOfText, entriesOf, textDocument, type TextEntry, type TextField } from '../text-document.ts';

/** Variables for etcd, as `/etc/default/etcd`, `/etc/etcd/etcd.conf` and `/etc/etcd.env` hold them. */
export function readEnvironment(file: SourceFile): Reading {
	const entries = entriesOf(file.text);
	const settings = entries.flatMap(settingOf);
	const [first] = settings;
	// The prefix tells whose they are; scripts around etcd have variables of their own by it.
	if (first === undefined || settings.filter(({ flag }) => etcdFlag(flag) !== undefined).length < 2) {
		return nothingRead;
	}
	const memberName = memberNameOf(settings);
	const id = documentIdOf(file.path, 0);
	const fields = entries.map(fieldOf);
	return {
		documents: [textDocument(id, fields)],
		descriptions: [
			{
				document: id,
				origin: 'environment',
				component: 'etcd',
				...(memberName !== undefined && { memberName }),
				settings,
				home: first.range,
			},
		],
		configs: [textConfig('etcd-environment', file, configNodeOfText(fields))],
		problems: [],
	};
}

function settingOf({ key, value, keyRange, valueRange }: TextEntry): Setting[] {
	const flag = flagOfVariable(key);
	return flag === undefined
		? []
		: [{ flag, value: plainOf(value), range: { start: keyRange.start, end: valueRange.end } }];
}

function fieldOf({ key, keyRange, value, valueRange }: TextEntry): TextField {
	return { key, keyRange, value: { kind: 'text', text: plainOf(value), range: valueRange } };
}

function plainOf(value: string): string {
	return /^(["'])([^]*)\1$/.exec(value)?.[2] ?? value;
}
