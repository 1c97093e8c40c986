import { minorOf } from '../core/version.ts';
import { t } from '../core/words.ts';
import type { Targets } from '../core/facts.ts';
import type { ParsedFile } from '../manifest/parse.ts';
import { siteAt, type Spot } from '../manifest/site-at.ts';
import type { Range } from '../manifest/source.ts';
import { isListShape, type FieldShape } from '../schema/config-fields.ts';
import { describeField, describeFlag, describeGate, type Described } from '../schema/describe.ts';
import { etcdFlag } from '../schema/etcd-flags.ts';
import { factsOfField, factsOfFlag, type SettingFacts, type Unit } from '../schema/setting-facts.ts';
import { humanValue } from './human-value.ts';
import { lifeOfApiServerFlag, lifeOfField, lifeOfFlag, lifeOfKey } from './lifetime.ts';
import { meaningOf, surroundingsOf, type FieldMeaning, type FlagMeaning } from './meaning.ts';

/** What is told of the place under the mouse: Markdown, paragraph by paragraph. */
export interface Hover {
	readonly range: Range;
	readonly paragraphs: readonly string[];
	/** A key of etcd's file is a field too. */
	readonly about: 'field' | 'flag';
}

/** Nothing where no table tells of what stands there. */
export function hoverAt(file: ParsedFile, offset: number, targets: Targets): Hover | undefined {
	const spot = siteAt(file, offset);
	const meaning = spot && meaningOf(spot.site, surroundingsOf(spot.site.document, file.configs, targets));
	const paragraphs =
		meaning?.kind === 'flag' ? flagWords(meaning) : meaning && spot ? fieldWords(meaning, spot) : undefined;
	return (
		spot &&
		meaning &&
		paragraphs && {
			range: spot.range,
			paragraphs,
			about: meaning.kind === 'flag' && meaning.isKey ? 'field' : meaning.kind,
		}
	);
}

function flagWords({ component, flag, text, isKey, version }: FlagMeaning): string[] | undefined {
	const described = describeFlag(component, flag);
	const former = component === 'kube-apiserver' ? lifeOfApiServerFlag(flag) : [];
	if (!described) {
		return former.length > 0 ? [titleOf(`--${flag}`, [component]), sentence(former)] : undefined;
	}
	const facts = factsOfFlag(component, flag, version && minorOf(version));
	const type = component === 'etcd' ? etcdFlag(flag)?.type : undefined;
	const unit = unitOf(facts.unit, type, isKey);
	return [
		titleOf(isKey ? flag : `--${flag}`, [
			component,
			isKey && unit === 'nanoseconds' ? t('nanoseconds') : typeWords(type),
		]),
		t(described.description),
		...gateWords(flag, text),
		...valueWords(facts, text, unit),
		...(component === 'etcd' ? [sentence(isKey ? lifeOfKey(flag, version) : lifeOfFlag(flag, version))] : []),
	].filter(paragraph => paragraph !== '');
}

/** In etcd's file a duration is a number of nanoseconds. */
function unitOf(unit: Unit | undefined, type: string | undefined, isKey: boolean): Unit | undefined {
	return unit ?? (isKey && type === 'duration' ? 'nanoseconds' : undefined);
}

function fieldWords({ shape, text }: FieldMeaning, { site }: Spot): string[] | undefined {
	const { document, path } = site;
	const { kind, apiVersion } = document;
	const described: Described | undefined = describeField(kind, apiVersion, path);
	if (!described) {
		return undefined;
	}
	const facts = factsOfField(kind, apiVersion, path);
	return [
		titleOf(path.filter(step => typeof step === 'string').join('.'), [typeWords(nameOf(shape))]),
		t(described.description),
		...valueWords(facts, text, facts.unit),
		sentence(lifeOfField(kind, apiVersion, path)),
	].filter(paragraph => paragraph !== '');
}

function titleOf(name: string, notes: readonly string[]): string {
	return [`\`${name}\``, ...notes.filter(note => note !== '')].join(' · ');
}

/** The gates that a value of `feature-gates` names. */
function gateWords(flag: string, text: string | undefined): string[] {
	const gates = flag === 'feature-gates' ? (text ?? '').split(',').map(part => part.split('=')[0] ?? '') : [];
	return gates.flatMap(gate => {
		const described = describeGate(gate);
		return described ? [`\`${gate}\`: ${t(described.description)}`] : [];
	});
}

function valueWords(facts: SettingFacts, text: string | undefined, unit: Unit | undefined): string[] {
	const human = text === undefined ? undefined : humanValue(text, unit);
	const values = facts.values && facts.values.length <= 8 ? facts.values : undefined;
	return [
		...(text === undefined || human === undefined ? [] : [t('{0} is {1}.', `\`${text}\``, human)]),
		sentence([
			...(facts.default === undefined ? [] : [t('Default: {0}.', defaultWords(facts.default, facts.unit))]),
			...(values ? [t('Values: {0}.', values.map(value => `\`${value}\``).join(', '))] : []),
		]),
	];
}

function defaultWords(value: string, unit: Unit | undefined): string {
	const human = humanValue(value, unit);
	return human === undefined ? `\`${value}\`` : `\`${value}\` (${human})`;
}

function sentence(sentences: readonly string[]): string {
	return sentences.join(' ');
}

/** A type of Go or of a table in words. */
export function typeWords(type: string | undefined): string {
	switch (type) {
		case undefined:
		case 'any':
		case 'map':
			return '';
		case 'bool':
			return t('true or false');
		case 'Duration':
		case 'DurationOrNumber':
		case 'duration':
			return t('duration');
		case 'Quantity':
			return t('quantity');
		case 'Time':
			return t('time');
		case 'float64':
			return t('number');
		case 'int':
		case 'int32':
		case 'int64':
		case 'uint':
		case 'uint32':
		case 'uint64':
			return t('whole number');
		case 'url-list':
			return t('URLs, with commas between');
		case 'string-list':
		case 'string-set':
			return t('words, with commas between');
		case 'list':
			return t('list');
		default:
			return t('text');
	}
}

function nameOf(shape: FieldShape): string {
	return typeof shape === 'string' ? shape : isListShape(shape) ? 'list' : 'map';
}
