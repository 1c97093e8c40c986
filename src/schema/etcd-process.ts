import type { Surroundings } from '../core/config-check.ts';
import { entriesOf, fieldAt, isOpaque, itemsOf, scalarOf, sitesAt, textAt, type Site } from '../core/config-tree.ts';
import type { ConfigDocument } from '../core/facts.ts';
import type { Fix } from '../core/fix.ts';
import { parseVersion, type Version } from '../core/version.ts';
import { argumentsAt } from './arguments.ts';
import { etcdOf } from './targets.ts';

/** One thing that a file sets of etcd, by the name of the flag that it is or becomes. */
export interface EtcdSetting {
	readonly flag: string;
	/** As it is written before `=` or as a key, dashes included. */
	readonly written: string;
	/** Missing where it is a gap still to be filled in, or no scalar. */
	readonly text?: string;
	/** Given in a word of its own behind the flag. */
	readonly isApart?: boolean;
	readonly nameSite: Site;
	readonly namePart: 'key' | 'value';
	readonly site: Site;
	readonly whole: Site;
}

/** One etcd as a file starts it. */
export interface EtcdProcess {
	readonly origin: 'kubeadm' | 'static-pod' | 'etcd-config';
	readonly root: Site;
	/** Missing where nothing tells it. */
	readonly version?: Version;
	/** Whether the file itself names the version, and where. */
	readonly versionSite?: Site;
	/** In the order of the file. */
	readonly settings: readonly EtcdSetting[];
	/** Of a pod, the container. */
	readonly container?: Site;
}

export const etcdKinds = ['kubeadm/ClusterConfiguration', 'static-pod', 'etcd-config'];

export function etcdProcessesOf(root: Site, around: Surroundings): EtcdProcess[] {
	switch (root.document.kind) {
		case 'kubeadm/ClusterConfiguration':
			return ofKubeadm(root, around);
		case 'static-pod':
			return sitesAt(root, ['spec', 'containers', '*']).flatMap(container => ofContainer(root, container, around));
		case 'etcd-config':
			return [ofConfigFile(root, around)];
		default:
			return [];
	}
}

/** The setting that counts: the last of a name. */
export function settingOf(process: EtcdProcess, flag: string): EtcdSetting | undefined {
	return process.settings.findLast(setting => setting.flag === flag);
}

function ofKubeadm(root: Site, { bundle, targets }: Surroundings): EtcdProcess[] {
	const local = fieldAt(root, 'etcd', 'local');
	const extraArgs = local && fieldAt(local, 'extraArgs');
	const target = etcdOf(root.document, bundle, targets);
	const tag = local && fieldAt(local, 'imageTag');
	const settings = argumentsAt(extraArgs).map(({ name, ...argument }) => ({ flag: name, written: name, ...argument }));
	return fieldAt(root, 'etcd', 'external')
		? []
		: [
				{
					origin: 'kubeadm',
					root,
					...(target && { version: target.version }),
					...(tag && { versionSite: tag }),
					settings,
				},
			];
}

/** Some twenty rules ask for the same words: they are taken apart once for a document, as long as that is there. */
const commands = new WeakMap<ConfigDocument, Map<string, readonly EtcdSetting[] | undefined>>();

function ofContainer(root: Site, container: Site, { targets }: Surroundings): EtcdProcess[] {
	const known = commands.get(root.document) ?? new Map<string, readonly EtcdSetting[] | undefined>();
	commands.set(root.document, known);
	const key = container.path.join('/');
	const settings = known.has(key) ? known.get(key) : commandOf(container);
	known.set(key, settings);
	if (!settings) {
		return [];
	}
	const image = scalarOf(fieldAt(container, 'image'));
	const version = parseVersion(/:v?(\d+\.\d+\.\d+[^:@/]*)(?:@|$)/.exec(image?.text ?? '')?.[1] ?? targets.etcd ?? '');
	return [
		{
			origin: 'static-pod',
			root,
			container,
			...(version && { version }),
			...(image && { versionSite: image }),
			settings,
		},
	];
}

/** The settings of a container that starts etcd, and nothing of another. */
function commandOf(container: Site): readonly EtcdSetting[] | undefined {
	const words = ['command', 'args'].flatMap(key => {
		const list = fieldAt(container, key);
		return list ? itemsOf(list) : [];
	});
	const program = words[0] && scalarOf(words[0])?.text.split('/').at(-1);
	return program === 'etcd' ? settingsIn(words.slice(1)) : undefined;
}

/** `--flag=value`, `--flag value` or `--flag`; a word that is a gap as a whole says nothing. */
function settingsIn(words: readonly Site[]): EtcdSetting[] {
	return words.flatMap((word, index): EtcdSetting[] => {
		const raw = word.node.kind === 'scalar' ? word.node.text : '';
		const [, dashes = '', flag = '', inline] = /^(-{1,2})([^-=\s][^=\s]*)(?:=([^]*))?$/.exec(raw) ?? [];
		if (flag === '') {
			return [];
		}
		const next = words[index + 1];
		const nextText = next?.node.kind === 'scalar' && !next.node.text.startsWith('-') ? next.node.text : undefined;
		const isGap = isOpaque(word) || (inline === undefined && nextText !== undefined && isOpaque(next));
		const text = inline ?? nextText ?? 'true';
		return [
			{
				flag,
				written: dashes + flag,
				...(!isGap && { text }),
				...(inline === undefined && nextText !== undefined && { isApart: true }),
				nameSite: word,
				namePart: 'value',
				site: word,
				whole: word,
			},
		];
	});
}

function ofConfigFile(root: Site, { targets }: Surroundings): EtcdProcess {
	const version = parseVersion(targets.etcd ?? '');
	const settings = entriesOf(root).flatMap(({ key, ...entry }): EtcdSetting[] => {
		const prefix = { 'client-transport-security': '', 'peer-transport-security': 'peer-' }[key];
		return prefix === undefined
			? [keySetting(key, entry)]
			: entriesOf(entry).map(({ key: name, ...inner }) => keySetting(prefix + name, inner, name));
	});
	return { origin: 'etcd-config', root, ...(version && { version }), settings };
}

function keySetting(flag: string, site: Site, written = flag): EtcdSetting {
	const text =
		scalarOf(site)?.text ??
		(site.node.kind === 'list'
			? itemsOf(site)
					.map(item => scalarOf(item)?.text ?? '')
					.join(',')
			: undefined);
	return { flag, written, ...(text !== undefined && { text }), nameSite: site, namePart: 'key', site, whole: site };
}

/** Writes another flag, and another value where one is given. */
export function flagFix(
	title: string,
	process: EtcdProcess,
	setting: EtcdSetting,
	flag: string,
	value?: string,
): Fix | undefined {
	const document = process.root.document.id;
	const { nameSite, namePart, site, text } = setting;
	const own = nameSite.occurrence === undefined ? {} : { occurrence: nameSite.occurrence };
	if (process.origin === 'static-pod') {
		const dashes = /^-*/.exec(setting.written)?.[0] ?? '--';
		const isWhole = !setting.isApart && text !== undefined;
		return isWhole
			? { title, edits: [{ document, kind: 'set', path: site.path, value: `${dashes}${flag}=${value ?? text}` }] }
			: undefined;
	}
	const name =
		namePart === 'key'
			? ({ kind: 'rename', path: nameSite.path, ...own, to: flag } as const)
			: ({ kind: 'set', path: nameSite.path, value: flag } as const);
	const isSame = flag === setting.written;
	const hasValue = site.path !== nameSite.path || namePart === 'key';
	return {
		title,
		edits: [
			...(isSame ? [] : [{ document, ...name }]),
			...(value === undefined || !hasValue ? [] : [{ document, kind: 'set' as const, path: site.path, value }]),
		],
	};
}

/** Takes a setting out. */
export function removeFix(title: string, { whole }: EtcdSetting): Fix {
	const own = whole.occurrence === undefined ? {} : { occurrence: whole.occurrence };
	return { title, edits: [{ document: whole.document.id, kind: 'delete', path: whole.path, ...own }] };
}

/** What a pod calls itself, or its file. */
export function labelOf(process: EtcdProcess): string {
	return textAt(process.root, 'metadata', 'name') ?? 'etcd';
}
