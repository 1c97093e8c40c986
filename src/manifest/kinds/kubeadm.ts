import { versionOf, type Description, type Origin, type Setting } from '../description.ts';
import type { YamlValue } from '../yaml-value.ts';
import { describeFields } from './kubeadm-fields.ts';
import type { Reader } from './reader.ts';

/** Where kubeadm's ClusterConfiguration speaks of a component. */
interface Section {
	readonly component: string;
	readonly path: readonly string[];
	/** Fields that stand for a flag. */
	readonly values: Readonly<Record<string, string>>;
	/** Fields that go into the file a flag names: the names in a certificate. */
	readonly governing: Readonly<Record<string, string>>;
}

const sections: readonly Section[] = [
	{
		component: 'etcd',
		path: ['etcd', 'local'],
		values: { 'data-dir': 'dataDir' },
		governing: { 'cert-file': 'serverCertSANs', 'peer-cert-file': 'peerCertSANs' },
	},
	{ component: 'kube-apiserver', path: ['apiServer'], values: {}, governing: { 'tls-cert-file': 'certSANs' } },
	{ component: 'kube-controller-manager', path: ['controllerManager'], values: {}, governing: {} },
	{ component: 'kube-scheduler', path: ['scheduler'], values: {}, governing: {} },
];

/** kubeadm's own document. It speaks for all members at once, and says only what differs from kubeadm's defaults. */
export const readKubeadm: Reader = ({ id, root }) => {
	const isKubeadm = root.get('apiVersion')?.text()?.startsWith('kubeadm.k8s.io/') === true;
	return isKubeadm && root.get('kind')?.text() === 'ClusterConfiguration' ? describeCluster(id, root) : [];
};

/** A ClusterConfiguration, alone or as a part of another object, which nobody but that object's program reads. */
export function describeCluster(document: string, cluster: YamlValue, origin: Origin = 'kubeadm'): Description[] {
	const isExternal = cluster.at('etcd', 'external') !== undefined;
	const own = sections.filter(section => section.component !== 'etcd' || !isExternal);
	const components = own.map(section => describe(document, cluster, section));
	return [...components, describeFields(document, cluster)].map(each => ({ ...each, origin }));
}

function describe(
	document: string,
	cluster: YamlValue,
	{ component, path, values, governing }: Section,
): Omit<Description, 'origin'> {
	const section = cluster.at(...path);
	const tag = component === 'etcd' ? section?.get('imageTag') : cluster.get('kubernetesVersion');
	const version = versionOf(tag?.text() ?? '');
	const image = tag ?? cluster.get('kubernetesVersion');
	return {
		document,
		component,
		...(version !== undefined && { version }),
		settings: [
			...fieldSettings(section, values).map(([flag, field]) => ({
				flag,
				value: field.text() ?? '',
				range: field.entryRange(),
			})),
			...fieldSettings(section, governing).map(([flag, field]) => ({ flag, range: field.keyRange() })),
			...argumentSettings(section?.get('extraArgs')),
		],
		...(image && { image: image.range() }),
		home: homeOf(cluster, path),
	};
}

function fieldSettings(section: YamlValue | undefined, fields: Readonly<Record<string, string>>) {
	return Object.entries(fields).flatMap(([flag, name]) => {
		const field = section?.get(name);
		return field ? [[flag, field] as const] : [];
	});
}

/** A map up to v1beta3, a list of names and values since v1beta4; kubeadm refuses the wrong one, we read either. */
function argumentSettings(extraArgs: YamlValue | undefined): Setting[] {
	return extraArgs?.isList
		? extraArgs.items().flatMap(item => listedArgument(item))
		: (extraArgs?.entries() ?? []).map(([flag, value]) => ({ flag, ...valueOf(value), range: value.entryRange() }));
}

function listedArgument(item: YamlValue): Setting[] {
	const name = item.get('name');
	const flag = name?.text();
	return name === undefined || flag === undefined ? [] : [{ flag, ...valueOf(item.get('value')), range: name.range() }];
}

function valueOf(value: YamlValue | undefined): { readonly value?: string } {
	const text = value?.text();
	return text === undefined ? {} : { value: text };
}

function homeOf(cluster: YamlValue, path: readonly string[]) {
	const deepest = cluster.deepest(...path, 'extraArgs');
	return (deepest.hasKey ? deepest : (cluster.get('kind') ?? deepest)).keyRange();
}
