import { fieldAt, rootOf, scalarOf, type Site } from '../core/config-tree.ts';
import type { Surroundings } from '../core/config-check.ts';
import type { ConfigDocument } from '../core/facts.ts';
import type { YamlPath } from '../core/finding.ts';
import type { Version } from '../core/version.ts';
import { shapeAt, type FieldShape } from '../schema/config-fields.ts';
import { shapeOfDocument } from '../schema/document-shape.ts';
import { containersOf, listedSettings, startedBy } from '../schema/command.ts';
import { etcdProcessesOf } from '../schema/etcd-process.ts';
import { etcdOf, kubernetesOf } from '../schema/targets.ts';

/** What a place in a file is about. */
export type Meaning = FlagMeaning | FieldMeaning;

/** A flag of a component, however it is written: as an argument, in `extraArgs`, as a key of etcd's own file. */
export interface FlagMeaning {
	readonly kind: 'flag';
	readonly component: string;
	/** Without dashes. */
	readonly flag: string;
	/** Missing where it is a gap. */
	readonly text?: string;
	/** A key of etcd's file: durations are nanoseconds there. */
	readonly isKey: boolean;
	/** Of the component, where something tells it. */
	readonly version?: Version;
}

export interface FieldMeaning {
	readonly kind: 'field';
	readonly shape: FieldShape;
	readonly text?: string;
}

/** What the sites of a document mean; nothing where no table tells of them. What is told of many is looked up once. */
export function meaningsOf(document: ConfigDocument, around: Surroundings): (site: Site) => Meaning | undefined {
	const root = rootOf(document);
	const flags = new Map([...wordMeanings(root), ...etcdMeanings(root, around)]);
	return site => flags.get(keyOf(site.path)) ?? argumentMeaning(site, around) ?? fieldMeaning(site);
}

/** What one site means. */
export function meaningOf(site: Site, around: Surroundings): Meaning | undefined {
	return meaningsOf(site.document, around)(site);
}

/** The documents that are read together with one. */
export function surroundingsOf(
	document: ConfigDocument,
	configs: readonly ConfigDocument[],
	targets: Surroundings['targets'],
): Surroundings {
	return { targets, bundle: configs.filter(({ bundle }) => bundle === document.bundle), documents: configs };
}

type ByPath = (readonly [path: string, meaning: FlagMeaning])[];

function etcdMeanings(root: Site, around: Surroundings): ByPath {
	return etcdProcessesOf(root, around).flatMap(({ origin, version, settings }) =>
		settings.flatMap(({ flag, text, nameSite, site }): ByPath => {
			const meaning: FlagMeaning = {
				kind: 'flag',
				component: 'etcd',
				flag,
				...(text !== undefined && { text }),
				isKey: origin === 'etcd-config',
				...(version && { version }),
			};
			return [
				[keyOf(nameSite.path), meaning],
				[keyOf(site.path), meaning],
			];
		}),
	);
}

function keyOf(path: YamlPath): string {
	return path.join('\n');
}

/** The parts of kubeadm's documents that hold the flags of a component. */
const components: Readonly<Record<string, string>> = {
	local: 'etcd',
	// Of Talos.
	etcd: 'etcd',
	apiServer: 'kube-apiserver',
	controllerManager: 'kube-controller-manager',
	scheduler: 'kube-scheduler',
	nodeRegistration: 'kubelet',
};

/** The component whose arguments stand at a path that ends in `extraArgs`. */
export function componentAt(path: YamlPath): string | undefined {
	const name = path.at(-1);
	return name === 'extraArgs' || name === 'kubeletExtraArgs' ? components[String(path.at(-2))] : undefined;
}

function argumentMeaning(site: Site, around: Surroundings): FlagMeaning | undefined {
	const { document, path } = site;
	const root = rootOf(document);
	const mapped = componentAt(path.slice(0, -1));
	const listed = componentAt(path.slice(0, -2));
	if (mapped !== undefined && typeof path.at(-1) === 'string') {
		return argument(site, mapped, String(path.at(-1)), scalarOf(site)?.text, around);
	}
	const item = listed === undefined ? undefined : fieldAt(root, ...path.slice(0, -1));
	const name = item && scalarOf(fieldAt(item, 'name'))?.text;
	return listed === undefined || !item || name === undefined
		? undefined
		: argument(site, listed, name, scalarOf(fieldAt(item, 'value'))?.text, around);
}

function argument(
	{ document }: Site,
	component: string,
	flag: string,
	text: string | undefined,
	around: Surroundings,
): FlagMeaning {
	const version =
		component === 'etcd' ? etcdOf(document, around)?.version : kubernetesOf(around.bundle, around.targets).version;
	return {
		kind: 'flag',
		component,
		flag,
		...(text !== undefined && { text }),
		isKey: false,
		...(version && { version }),
	};
}

/** Programs whose commands are looked at, besides etcd. */
const programs = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet'];

/** Words of commands, `--flag=value`, and of K3s' lists of them. */
function wordMeanings(root: Site): ByPath {
	const containers = containersOf(root);
	const isK3s = root.document.kind === 'k3s';
	return programs.flatMap(component => {
		const lists = isK3s ? ['', '+'].map(suffix => fieldAt(root, `${component}-arg${suffix}`)) : [];
		const settings = [
			...containers.flatMap(container => startedBy(container, component) ?? []),
			...lists.flatMap(list => (list ? listedSettings(list) : [])),
		];
		return settings.map(({ flag, text, site }) => {
			const meaning: FlagMeaning = {
				kind: 'flag',
				component,
				flag,
				...(text !== undefined && { text }),
				isKey: false,
			};
			return [keyOf(site.path), meaning] as const;
		});
	});
}

function fieldMeaning(site: Site): FieldMeaning | undefined {
	const { document, path } = site;
	const shape = shapeAt(shapeOfDocument(document), path);
	const text = scalarOf(site)?.text;
	return shape === undefined ? undefined : { kind: 'field', shape, ...(text !== undefined && { text }) };
}
