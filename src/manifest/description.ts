import type { DocumentId } from '../core/facts.ts';
import { shiftBy } from './pieces.ts';
import type { Range } from './source.ts';

/** The sorts of documents we understand. Among files that speak for every member the first of these wins. */
export const origins = [
	'static-pod',
	'kubeadm',
	'kubeadm-part',
	'k3s',
	'etcd-config',
	'systemd-unit',
	'environment',
	'workload',
	'live-pod',
] as const;

export type Origin = (typeof origins)[number];

/** One thing a document sets. */
export interface Setting {
	/** The flag that it becomes, without dashes. */
	readonly flag: string;
	/** Missing where the field governs what the flag leads to and is not its value, as `serverCertSANs` for `cert-file`. */
	readonly value?: string;
	readonly range: Range;
}

/** What one document says of one component, in offsets of its file: all that `locate` and `specsOf` need to know. */
export interface Description {
	readonly document: DocumentId;
	readonly origin: Origin;
	readonly component: string;
	/** Missing where the document speaks for every member, or names the member by a placeholder. */
	readonly memberName?: string;
	readonly version?: string;
	/** In the order of the file; the last of a name is in force. */
	readonly settings: readonly Setting[];
	/** What decides the version that runs. */
	readonly image?: Range;
	/** The deepest key on the way to a new flag. */
	readonly home: Range;
}

/** The value in force, as the process would see it. */
export function valueOf(settings: readonly Setting[], flag: string): string | undefined {
	return settings.findLast(setting => setting.flag === flag && setting.value !== undefined)?.value;
}

/** The member that a set of flags is for; a name still to be filled in is none. */
export function memberNameOf(settings: readonly Setting[]): string | undefined {
	const name = valueOf(settings, 'name');
	return name === undefined || name === '' || /[${}<>%]/.test(name) ? undefined : name;
}

/** `3.6.8` of `registry.k8s.io/etcd:3.6.8-0@sha256:…`; nothing for a tag that is no version. */
export function imageVersionOf(image: string): string | undefined {
	const tag = /:([^:/@]+)(?:@|$)/.exec(image)?.[1];
	return tag === undefined ? undefined : versionOf(tag);
}

/** `3.6.8` of the tag `v3.6.8-0`. */
export function versionOf(tag: string): string | undefined {
	return /^v?(\d+\.\d+\.\d+)(?![\d.])/.exec(tag)?.[1];
}

/** The same further down in a file. */
export function shiftedDescription(description: Description, by: number): Description {
	const shift = shiftBy(by);
	const { settings, image, home } = description;
	return {
		...description,
		settings: settings.map(setting => ({ ...setting, range: shift(setting.range) })),
		...(image && { image: shift(image) }),
		home: shift(home),
	};
}
