import type { Surroundings } from '../core/config-check.ts';
import { entriesOf, fieldAt, itemsOf, scalarOf, textAt, type Site } from '../core/config-tree.ts';
import type { ConfigDocument } from '../core/facts.ts';
import type { Fix } from '../core/fix.ts';
import { parseVersion, type Version } from '../core/version.ts';
import { argumentsAt } from './arguments.ts';
import { listedSettings, settingsIn, startedBy, wordsOf, containersOf, type Setting } from './command.ts';
import { etcdOf } from './targets.ts';

/** One thing that a file sets of etcd, by the name of the flag that it is or becomes. */
export type EtcdSetting = Setting;

/** One etcd as a file starts it. */
export interface EtcdProcess {
	readonly origin: 'kubeadm' | 'static-pod' | 'etcd-config' | 'systemd-unit' | 'environment' | 'arguments';
	readonly root: Site;
	/** Missing where nothing tells it. */
	readonly version?: Version;
	/** Whether the file itself names the version, and where. */
	readonly versionSite?: Site;
	/** In the order of the file; of equal names the last counts. */
	readonly settings: readonly EtcdSetting[];
	/** Of a pod, the container. */
	readonly container?: Site;
	/** Others add to the settings: what is missing here may be set there. */
	readonly isPartial: boolean;
}

/** Kinds in which a whole process is started. */
export const processKinds = ['static-pod', 'workload', 'etcd-unit', 'etcd-environment', 'etcd-config'];

/** Kinds whose settings are flags on a command line in the end. */
export const flagKinds = [
	'kubeadm/ClusterConfiguration',
	'static-pod',
	'workload',
	'etcd-unit',
	'k3s',
	'talos',
	'kubespray',
];

export const etcdKinds = [...flagKinds, 'etcd-environment', 'etcd-config'];

interface Known {
	readonly etcd: string | undefined;
	readonly processes: readonly EtcdProcess[];
}

const known = new WeakMap<ConfigDocument, Known>();

/** Forty rules ask. What kubeadm makes of its file hangs on the documents beside it, and is told anew. */
export function etcdProcessesOf(root: Site, around: Surroundings): readonly EtcdProcess[] {
	if (root.document.kind === 'kubeadm/ClusterConfiguration') {
		return ofKubeadm(root, around);
	}
	const { etcd } = around.targets;
	const found = known.get(root.document);
	if (found && found.etcd === etcd) {
		return found.processes;
	}
	const processes = readProcesses(root, around);
	known.set(root.document, { etcd, processes });
	return processes;
}

function readProcesses(root: Site, around: Surroundings): EtcdProcess[] {
	switch (root.document.kind) {
		case 'static-pod':
		case 'workload':
			return containersOf(root).flatMap(container => ofContainer(root, container, around));
		case 'etcd-config':
			return [ofConfigFile(root, around)];
		case 'etcd-unit':
			return ofUnit(root, around);
		case 'etcd-environment':
			return [partial('environment', root, variablesIn(root), around)];
		case 'k3s':
			return [...argumentLists(root, 'etcd-arg')].map(list => partial('arguments', root, listedSettings(list), around));
		case 'talos':
			return ofTalos(root, around);
		case 'kubespray':
			return [partial('arguments', root, kubesprayVariables(root), around)];
		default:
			return [];
	}
}

const byFlag = new WeakMap<readonly EtcdSetting[], ReadonlyMap<string, EtcdSetting>>();

/** The setting that counts: the last of a name. */
export function settingOf({ settings }: EtcdProcess, flag: string): EtcdSetting | undefined {
	const index = byFlag.get(settings) ?? new Map(settings.map(setting => [setting.flag, setting]));
	byFlag.set(settings, index);
	return index.get(flag);
}

function ofKubeadm(root: Site, around: Surroundings): EtcdProcess[] {
	const local = fieldAt(root, 'etcd', 'local');
	const extraArgs = local && fieldAt(local, 'extraArgs');
	const target = etcdOf(root.document, around);
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
					isPartial: true,
				},
			];
}

function ofContainer(root: Site, container: Site, { targets }: Surroundings): EtcdProcess[] {
	const flags = startedBy(container, 'etcd');
	if (!flags) {
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
			// What a variable says counts where no flag says it.
			settings: [...variablesOfContainer(container), ...flags],
			isPartial: fieldAt(container, 'envFrom') !== undefined || flags.some(({ flag }) => flag === 'config-file'),
		},
	];
}

/** `ETCD_…` among the variables of a container. */
function variablesOfContainer(container: Site): EtcdSetting[] {
	const list = fieldAt(container, 'env');
	return (list ? itemsOf(list) : []).flatMap((item): EtcdSetting[] => {
		const name = scalarOf(fieldAt(item, 'name'));
		const flag = flagOfVariable(name?.text ?? '');
		const value = fieldAt(item, 'value');
		const text = scalarOf(value)?.text;
		return name && flag !== undefined
			? [
					{
						flag,
						written: name.text,
						...(text !== undefined && { text }),
						nameSite: name,
						namePart: 'value',
						site: value ?? name,
						whole: item,
						isVariable: true,
					},
				]
			: [];
	});
}

/** `quota-backend-bytes` of `ETCD_QUOTA_BACKEND_BYTES`; what would only print the version, etcd leaves alone. */
export function flagOfVariable(name: string): string | undefined {
	return /^ETCD_(?!VERSION$)[A-Z0-9_]+$/.test(name) ? name.slice(5).toLowerCase().replaceAll('_', '-') : undefined;
}

function ofUnit(root: Site, around: Surroundings): EtcdProcess[] {
	const service = fieldAt(root, 'Service');
	const command = service && fieldAt(service, 'ExecStart');
	if (!service || !command) {
		return [];
	}
	const environment = fieldAt(service, 'Environment');
	const variables = environment ? variablesIn(environment) : [];
	const flags = settingsIn(wordsOf(itemsOf(command), 'etcd') ?? []);
	const isPartial =
		fieldAt(service, 'EnvironmentFile') !== undefined || flags.some(({ flag }) => flag === 'config-file');
	return [{ ...partial('systemd-unit', root, [...variables, ...flags], around), isPartial }];
}

/** The variables of etcd in a map, last wins. */
function variablesIn(map: Site): EtcdSetting[] {
	return entriesOf(map).flatMap(({ key, ...site }) => {
		const flag = flagOfVariable(key);
		return flag === undefined ? [] : [{ ...keySetting(flag, site, key), isVariable: true as const }];
	});
}

/** K3s appends to a list with a plus sign behind its name. */
function* argumentLists(root: Site, name: string): Generator<Site> {
	for (const key of [name, `${name}+`]) {
		const list = fieldAt(root, key);
		if (list) {
			yield list;
		}
	}
}

function ofTalos(root: Site, around: Surroundings): EtcdProcess[] {
	const extraArgs = fieldAt(root, 'cluster', 'etcd', 'extraArgs');
	const image = scalarOf(fieldAt(root, 'cluster', 'etcd', 'image'));
	const version = parseVersion(/:v?(\d+\.\d+\.\d+)/.exec(image?.text ?? '')?.[1] ?? '');
	const settings = extraArgs ? entriesOf(extraArgs).map(({ key, ...site }) => keySetting(key, site)) : [];
	return extraArgs || image
		? [
				{
					...partial('arguments', root, settings, around),
					...(version && { version }),
					...(image && { versionSite: image }),
				},
			]
		: [];
}

/** The variables of Kubespray that become flags by a mere change of letters. */
const kubesprayFlags =
	/^etcd_(?:heartbeat_interval|election_timeout|quota_backend_bytes|max_request_bytes|snapshot_count|listen_metrics_urls|metrics)$/;

function kubesprayVariables(root: Site): EtcdSetting[] {
	return entriesOf(root).flatMap(({ key, ...site }) => {
		const flag = key === 'etcd_compaction_retention' ? 'auto-compaction-retention' : key.slice(5).replaceAll('_', '-');
		return kubesprayFlags.test(key) || key === 'etcd_compaction_retention' ? [keySetting(flag, site, key)] : [];
	});
}

function partial(
	origin: EtcdProcess['origin'],
	root: Site,
	settings: readonly EtcdSetting[],
	{ targets }: Surroundings,
): EtcdProcess {
	const version = parseVersion(targets.etcd ?? '');
	return { origin, root, ...(version && { version }), settings, isPartial: true };
}

function ofConfigFile(root: Site, { targets }: Surroundings): EtcdProcess {
	const version = parseVersion(targets.etcd ?? '');
	const settings = entriesOf(root).flatMap(({ key, ...entry }): EtcdSetting[] => {
		const prefix = { 'client-transport-security': '', 'peer-transport-security': 'peer-' }[key];
		return prefix === undefined
			? [keySetting(key, entry)]
			: entriesOf(entry).map(({ key: name, ...inner }) => keySetting(prefix + name, inner, name));
	});
	return { origin: 'etcd-config', root, ...(version && { version }), settings, isPartial: false };
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
	process: { readonly root: Site },
	setting: EtcdSetting,
	flag: string,
	value?: string,
): Fix | undefined {
	const document = process.root.document.id;
	const { nameSite, namePart, site, text } = setting;
	const own = nameSite.occurrence === undefined ? {} : { occurrence: nameSite.occurrence };
	const written = setting.isVariable ? variableOf(flag) : flag;
	if (setting.isWord) {
		const dashes = /^-*/.exec(setting.written)?.[0] ?? '--';
		if (setting.isInScript || text === undefined || (setting.isApart && value !== undefined)) {
			return undefined;
		}
		const word = setting.isApart ? `${dashes}${flag}` : `${dashes}${flag}=${value ?? text}`;
		return { title, edits: [{ document, kind: 'set', path: site.path, value: word }] };
	}
	const name =
		namePart === 'key'
			? ({ kind: 'rename', path: nameSite.path, ...own, to: written } as const)
			: ({ kind: 'set', path: nameSite.path, value: written } as const);
	const isSame = written === setting.written;
	const hasValue = site.path !== nameSite.path || namePart === 'key';
	return {
		title,
		edits: [
			...(isSame ? [] : [{ document, ...name }]),
			...(value === undefined || !hasValue ? [] : [{ document, kind: 'set' as const, path: site.path, value }]),
		],
	};
}

/** `ETCD_QUOTA_BACKEND_BYTES` of `quota-backend-bytes`. */
export function variableOf(flag: string): string {
	return `ETCD_${flag.toUpperCase().replaceAll('-', '_')}`;
}

/** What a pod calls itself, or its file. */
export function labelOf(process: EtcdProcess): string {
	return textAt(process.root, 'metadata', 'name') ?? 'etcd';
}
