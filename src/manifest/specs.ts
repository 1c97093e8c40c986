import type { ComponentSpec } from '../core/facts.ts';
import type { Description, Origin } from './description.ts';
import type { ManifestSet } from './parse.ts';

/** What all files say of the components of a cluster: the fact `manifests`. Nothing secret is in it. */
export function specsOf(set: ManifestSet): ComponentSpec[] {
	return set.files.flatMap(file => file.descriptions).map(specOf);
}

function specOf({ document, origin, component, memberName, version, settings }: Description): ComponentSpec {
	return {
		document,
		component,
		...(memberName !== undefined && { memberName }),
		...(version !== undefined && { version }),
		...(isPartial(origin, settings) && { isPartial: true }),
		flags: Object.fromEntries(
			settings.flatMap(({ flag, value }) =>
				value === undefined || isSecret(flag) ? [] : [[flag, withoutUser(value)]],
			),
		),
	};
}

/** kubeadm and K3s add flags of their own; units and environment files share a process; a config file is read besides. */
function isPartial(origin: Origin, settings: Description['settings']): boolean {
	return (
		['kubeadm', 'kubeadm-part', 'k3s', 'systemd-unit', 'environment'].includes(origin) ||
		settings.some(({ flag }) => flag === 'config-file')
	);
}

/** Flags whose value may let someone in. The address of etcd's discovery service ends in a token. */
function isSecret(flag: string): boolean {
	return (
		/password|passphrase|token|secret|credential/i.test(flag) ||
		['discovery', 'discovery-user', 'discovery-proxy'].includes(flag)
	);
}

/** URLs may carry a user and a password. */
function withoutUser(value: string): string {
	return value.replace(/:\/\/[^\s/@]*@/g, '://');
}
