import type { YamlPath } from '../core/finding.ts';
import { fieldShape, isListShape, type FieldShape } from './config-fields.ts';
import { apiServerFields } from './descriptions/api-server.ts';
import { clusterApiFields } from './descriptions/cluster-api.ts';
import { componentFlags } from './descriptions/components.ts';
import {
	etcdSections,
	k3sFields,
	kindFields,
	kubesprayFields,
	podFields,
	talosFields,
} from './descriptions/distributions.ts';
import { etcdSettings } from './descriptions/etcd.ts';
import { kubeProxyFields } from './descriptions/kube-proxy.ts';
import { kubeadmFields } from './descriptions/kubeadm.ts';
import { kubeletFields } from './descriptions/kubelet.ts';
import { recoveryFields } from './descriptions/recovery.ts';
import { unitFields } from './descriptions/systemd.ts';
import { shapeOfDocument } from './document-shape.ts';
import { etcdFlag } from './etcd-flags.ts';

/** What a field or a flag means, in English: to be shown through `t()`. */
export interface Described {
	readonly description: string;
}

type Table = Readonly<Record<string, string>>;

/** By the group of a document's kind. */
const fieldTables: Readonly<Record<string, Table>> = {
	kubeadm: kubeadmFields,
	kubelet: kubeletFields,
	kubeproxy: kubeProxyFields,
	'recovery-hosts': recoveryFields,
	apiserver: apiServerFields,
	'cluster-api': clusterApiFields,
	'etcd-config': etcdSections,
	'etcd-unit': unitFields,
	k3s: k3sFields,
	kind: kindFields,
	kubespray: kubesprayFields,
	pod: podFields,
	talos: talosFields,
};

/** What the field at a path means in a document such as `kubeadm/ClusterConfiguration`. */
export function describeField(kind: string, apiVersion: string, path: YamlPath): Described | undefined {
	const [group = '', name = ''] = kind.split('/');
	const table = fieldTables[group];
	const names = fieldNames(shapeOfDocument({ kind, apiVersion }), path);
	const inner = group === 'cluster-api' ? names?.findIndex(each => configurations.has(each)) : undefined;
	if (names && inner !== undefined && inner >= 0) {
		const own = names.slice(inner + 1);
		return own.length > 0 ? lookUp(kubeadmFields, '', own) : lookUp(clusterApiFields, name, names);
	}
	return table && names && lookUp(table, name, names);
}

/** The fields in which Cluster API holds documents of kubeadm. */
const configurations = new Set(['clusterConfiguration', 'initConfiguration', 'joinConfiguration']);

/** What a flag means, by its name without dashes; of etcd also what its file alone has. */
export function describeFlag(component: string, flag: string): Described | undefined {
	const own = component === 'etcd' ? entryOf(etcdSettings, flag) : entryOf(componentFlags, `${component}:${flag}`);
	return own ?? (component === 'etcd' ? describeFormer(flag) : undefined);
}

/** The flags of a component that are told of. */
export function describedFlags(component: string): string[] {
	const prefix = `${component}:`;
	return Object.keys(componentFlags)
		.filter(name => name.startsWith(prefix))
		.map(name => name.slice(prefix.length));
}

/** The names on the way to a field: items of lists have none, keys of the user's own are `*`. */
export function fieldNames(shape: FieldShape | undefined, path: YamlPath): string[] | undefined {
	const names: string[] = [];
	let at = shape;
	for (const step of path) {
		if (at === undefined || typeof at === 'string') {
			return undefined;
		}
		if (isListShape(at)) {
			at = at[0];
			continue;
		}
		names.push(Object.hasOwn(at, step) ? String(step) : '*');
		at = fieldShape(at, String(step));
	}
	return at === undefined ? undefined : names;
}

/** The longest end of the path that the table knows; for the kind alone before that for every kind. */
export function lookUp(table: Table, kind: string, names: readonly string[]): Described | undefined {
	for (let start = 0; start < names.length; start++) {
		const end = names.slice(start).join('.');
		const found = entryOf(table, `${kind}:${end}`) ?? entryOf(table, end);
		if (found) {
			return found;
		}
	}
	return undefined;
}

/** A flag with a newer name, a feature gate in its place, or none at all. */
function describeFormer(flag: string): Described | undefined {
	const known = etcdFlag(flag);
	const [, newer, gate] = /^--([a-z-]+)(?:=(\w+)=.*)?$/.exec(known?.replacement ?? '') ?? [];
	const plain = newer ?? flag.replace(/^experimental-/, '');
	return known?.type === 'ignored'
		? entryOf(etcdSettings, 'flag:ignored')
		: entryOf(etcdSettings, gate === undefined ? plain : `gate:${gate}`);
}

function entryOf(table: Table, name: string): Described | undefined {
	const description = Object.hasOwn(table, name) ? table[name] : undefined;
	return description === undefined ? undefined : { description };
}

/** What a feature gate of etcd does. */
export function describeGate(gate: string): Described | undefined {
	return entryOf(etcdSettings, `gate:${gate}`);
}
