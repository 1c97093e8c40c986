import type { ComponentSpec } from '../core/facts.ts';
import type { Description } from './description.ts';
import type { ManifestSet } from './parse.ts';

/** What all files say of the components of a cluster: the fact `manifests`. Nothing secret is in it. */
export function specsOf(set: ManifestSet): ComponentSpec[] {
	return set.files.flatMap(file => file.descriptions).map(specOf);
}

function specOf({ document, component, memberName, version, settings }: Description): ComponentSpec {
	return {
		document,
		component,
		...(memberName !== undefined && { memberName }),
		...(version !== undefined && { version }),
		flags: Object.fromEntries(
			settings.flatMap(({ flag, value }) =>
				value === undefined || isSecret(flag) ? [] : [[flag, withoutUser(value)]],
			),
		),
	};
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
