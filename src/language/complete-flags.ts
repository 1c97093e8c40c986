import type { Surroundings } from '../core/config-check.ts';
import { entriesOf, fieldAt, itemsOf, rootOf, scalarOf, type Site } from '../core/config-tree.ts';
import { minorOf, parseVersion, type Version } from '../core/version.ts';
import { t } from '../core/words.ts';
import { argumentsAt } from '../schema/arguments.ts';
import { isListShape, shapeAt } from '../schema/config-fields.ts';
import { shapeOfDocument } from '../schema/document-shape.ts';
import { describedFlags, describeFlag } from '../schema/describe.ts';
import { etcdConfigKeys, etcdConfigMinors, type KeyType } from '../schema/etcd-config-keys.ts';
import { etcdFlag, etcdFlagNames, etcdMinors, flagStatus } from '../schema/etcd-flags.ts';
import { etcdProcessesOf, variableOf } from '../schema/etcd-process.ts';
import { factsOfFlag } from '../schema/setting-facts.ts';
import { etcdOf } from '../schema/targets.ts';
import type { Completion, Completions } from './completion.ts';
import type { Cursor } from './cursor.ts';
import { typeWords } from './hover.ts';
import { componentAt, meaningOf } from './meaning.ts';

export const newest: Version = parseVersion(etcdMinors.at(-1) ?? '') ?? { major: 3, minor: 7, patch: 0 };

interface Flag {
	readonly name: string;
	readonly isDeprecated: boolean;
}

/** The flags that a component of a version has; of others than etcd those that we tell of. */
export function flagsOf(component: string, version: Version): Flag[] {
	return component === 'etcd'
		? etcdFlagNames
				.filter(name => flagStatus(name, version) !== 'unknown' && etcdFlag(name)?.type !== 'ignored')
				.map(name => ({ name, isDeprecated: flagStatus(name, version) === 'deprecated' }))
		: describedFlags(component).map(name => ({ name, isDeprecated: false }));
}

/** Names of arguments in kubeadm's documents: keys of a map, or `name` and `value` of an item. */
export function argumentNames(cursor: Cursor, component: string, around: Surroundings): Completion[] {
	const { site, role, column } = cursor;
	const isMap = role === 'key' && typeof site.path.at(-1) !== 'number';
	const list = isMap ? site : fieldAt(rootOf(site.document), ...site.path.slice(0, role === 'key' ? -1 : -2));
	const present = new Set(argumentsAt(list).map(({ name }) => name));
	const isList = isMap && isListed(site);
	const version = component === 'etcd' ? etcdOf(site.document, around)?.version : undefined;
	return flagsOf(component, version ?? newest)
		.filter(({ name }) => !present.has(name))
		.map(flag => ({
			...completionOf(component, flag, flag.name),
			insert: isList
				? `- name: ${flag.name}\n${' '.repeat((column ?? 0) + 2)}value: `
				: isMap
					? `${flag.name}: `
					: flag.name,
			asksForMore: isMap && hasValues(component, flag.name),
		}));
}

/** Since v1beta4 arguments are a list. */
function isListed({ document, path }: Site): boolean {
	const shape = shapeAt(shapeOfDocument(document), path);
	return shape !== undefined && typeof shape !== 'string' && isListShape(shape);
}

/** The lists of K3s and RKE2 that hold flags without dashes. */
const ofK3s = /^(etcd|kube-apiserver|kube-controller-manager|kube-scheduler|kubelet)-arg\+?$/;

/** Items such as `quota-backend-bytes=8589934592`, as K3s takes them. */
export function listedFlags({ site, typed, range }: Cursor, around: Surroundings): Completions | undefined {
	const [, component] = site.document.kind === 'k3s' ? (ofK3s.exec(String(site.path.at(-2))) ?? []) : [];
	if (component === undefined || typeof site.path.at(-1) !== 'number') {
		return undefined;
	}
	const [, flag, value] = /^([\w-]+)=(.*)$/.exec(typed) ?? [];
	const version = etcdVersionOf(rootOf(site.document), around);
	if (flag !== undefined && value !== undefined) {
		return { range: tail(range, value), items: valuesOf(component, flag, version) };
	}
	const items = flagsOf(component, version).map(each => ({
		...completionOf(component, each, each.name),
		insert: `${each.name}=`,
		asksForMore: hasValues(component, each.name),
	}));
	return { range, items };
}

/** The name of a variable in a container that runs etcd. */
export function variableNames({ site, range }: Cursor, around: Surroundings): Completions | undefined {
	const { path } = site;
	const root = rootOf(site.document);
	const isName = path.at(-1) === 'name' && path.at(-3) === 'env';
	if (!isName || programIn(fieldAt(root, ...path.slice(0, -3))) !== 'etcd') {
		return undefined;
	}
	const items = flagsOf('etcd', etcdVersionOf(root, around)).map(each => ({
		...completionOf('etcd', each, variableOf(each.name)),
		insert: variableOf(each.name),
	}));
	return { range, items };
}

/** Words of a command: `--flag=`, and behind it the values. */
export function words(cursor: Cursor, around: Surroundings): Completions | undefined {
	const { site, typed, range } = cursor;
	const [list, container] = [site.path.at(-2), site.path.slice(0, -2)];
	if ((list !== 'command' && list !== 'args') || typeof site.path.at(-1) !== 'number') {
		return undefined;
	}
	const root = rootOf(site.document);
	const component = programIn(fieldAt(root, ...container));
	if (component === undefined) {
		return undefined;
	}
	const [, flag, value] = /^--?([\w-]+)=(.*)$/.exec(typed) ?? [];
	const version = etcdVersionOf(root, around);
	if (flag !== undefined && value !== undefined) {
		return { range: tail(range, value), items: valuesOf(component, flag, version) };
	}
	const present = new Set(
		['command', 'args']
			.flatMap(name => wordsOf(fieldAt(root, ...container, name)))
			.map(word => /^--?([\w-]+)/.exec(word)?.[1]),
	);
	return {
		range,
		items: flagsOf(component, version)
			.filter(({ name }) => !present.has(name))
			.map(each => ({
				...completionOf(component, each, `--${each.name}`),
				insert: `--${each.name}=`,
				asksForMore: hasValues(component, each.name),
			})),
	};
}

const programs = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet'];

function programIn(container: Site | undefined): string | undefined {
	const all = ['command', 'args'].flatMap(name => wordsOf(container && fieldAt(container, name)));
	return all.map(word => word.split('/').at(-1) ?? '').find(name => programs.includes(name));
}

function wordsOf(list: Site | undefined): string[] {
	return list ? itemsOf(list).map(item => scalarOf(item)?.text ?? '') : [];
}

/** Of a list with commas only what follows the last one. */
export function tail({ end }: Cursor['range'], typed: string): Cursor['range'] {
	const last = typed.slice(typed.lastIndexOf(',') + 1);
	return { start: end - last.length, end };
}

/** The value of an argument or of a key. */
export function flagValues(cursor: Cursor, around: Surroundings): Completions | undefined {
	const { site, typed, range } = cursor;
	const isName = site.path.at(-1) === 'name' && componentAt(site.path.slice(0, -2)) !== undefined;
	const meaning = isName ? undefined : meaningOf(site, around);
	return meaning?.kind === 'flag'
		? { range: tail(range, typed), items: valuesOf(meaning.component, meaning.flag, meaning.version ?? newest) }
		: undefined;
}

export function valuesOf(component: string, flag: string, version: Version): Completion[] {
	const { values = [], default: usual } = factsOfFlag(component, flag, minorOf(version));
	const all = values.length > 0 ? values : usual === undefined ? [] : [usual];
	return all.map(value => ({
		label: value,
		kind: 'value',
		insert: value,
		detail: value === usual ? t('default') : '',
	}));
}

export function hasValues(component: string, flag: string): boolean {
	const { values, default: usual } = factsOfFlag(component, flag);
	return values !== undefined || usual !== undefined;
}

/** Keys of etcd's configuration file that are not there yet. */
export function configKeys({ site, column = 0 }: Cursor, around: Surroundings): Completion[] {
	const version = etcdVersionOf(rootOf(site.document), around);
	const minor = etcdConfigMinors.includes(minorOf(version)) ? minorOf(version) : (etcdConfigMinors.at(-1) ?? '');
	const all = etcdConfigKeys(minor);
	const section = site.path.at(-1);
	const keys = (section === undefined ? all?.keys : all?.tls) ?? {};
	const present = new Set(entriesOf(site).map(({ key }) => key));
	const prefix = section === 'peer-transport-security' ? 'peer-' : '';
	return Object.entries(keys)
		.filter(([name]) => !present.has(name))
		.map(([name, type]) => ({
			...completionOf('etcd', { name: prefix + name, isDeprecated: isOld(name, version) }, name),
			detail: type === 'nanoseconds' ? t('nanoseconds') : typeWords(type),
			insert: name + (type === 'tls' ? `:\n${' '.repeat(column + 2)}` : ': '),
			asksForMore: type === 'tls' || type === 'bool' || hasValues('etcd', prefix + name),
		}));
}

function isOld(key: KeyType | string, version: Version): boolean {
	return flagStatus(key, version) === 'deprecated';
}

function etcdVersionOf(root: Site, around: Surroundings): Version {
	return etcdProcessesOf(root, around).find(({ version }) => version)?.version ?? newest;
}

export function completionOf(
	component: string,
	{ name, isDeprecated }: Flag,
	label: string,
): Omit<Completion, 'insert'> {
	const described = describeFlag(component, name);
	const { default: usual } = factsOfFlag(component, name);
	const type = component === 'etcd' ? typeWords(etcdFlag(name)?.type) : '';
	return {
		label,
		kind: 'flag',
		detail: [type, ...(usual === undefined || usual === '' ? [] : [t('default {0}', usual)])]
			.filter(Boolean)
			.join(', '),
		...(described && { documentation: t(described.description) }),
		...(isDeprecated && { isDeprecated }),
	};
}
