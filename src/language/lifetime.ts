import type { YamlPath } from '../core/finding.ts';
import { minorOf, type Version } from '../core/version.ts';
import { t } from '../core/words.ts';
import { knownApiVersions, shapeAt, shapeOf } from '../schema/config-fields.ts';
import { etcdConfigKeys, etcdConfigMinors } from '../schema/etcd-config-keys.ts';
import { etcdFlag, etcdMinors, flagStatus } from '../schema/etcd-flags.ts';
import { removedApiServerFlags } from '../schema/api-server-flags.ts';
import { kubeadmApis, kubeadmGates, laterFields } from '../schema/kubernetes-versions.ts';

/** Since when etcd has a flag, until when, and what takes its place: sentences for people. */
export function lifeOfFlag(flag: string, version: Version | undefined): string[] {
	const known = etcdFlag(flag);
	if (!known) {
		return [];
	}
	const minors = etcdMinors.filter(minor => known.in[minor]);
	const [first = '', last = ''] = [minors[0], minors.at(-1)];
	const since = known.in[first]?.since ?? first;
	const old = minors.find(minor => known.in[minor]?.deprecated);
	const removed = etcdMinors[etcdMinors.indexOf(last) + 1];
	return [
		...(first === etcdMinors[0] && since === first ? [] : [t('Since etcd {0}.', since)]),
		...(old === undefined ? [] : [t('Deprecated since etcd {0}.', old)]),
		...(removed === undefined ? [] : [t('Gone with etcd {0}, which does not start with it.', removed)]),
		...(known.replacement === undefined ? [] : [t('In its place: {0}', `\`${known.replacement}\``)]),
		...(version && flagStatus(flag, version) === 'unknown'
			? [`⚠ ${t('etcd {0} does not know it.', textOf(version))}`]
			: []),
	];
}

/** Until when the API server had a flag that is gone. */
export function lifeOfApiServerFlag(flag: string): string[] {
	const last = Object.hasOwn(removedApiServerFlags, flag) ? removedApiServerFlags[flag] : undefined;
	return last === undefined ? [] : [t('Gone with Kubernetes 1.{0}, which does not start with it.', last + 1)];
}

/** In which versions kubeadm has a feature gate. */
function lifeOfGate(gate: string): string[] {
	const [since, until] = (Object.hasOwn(kubeadmGates, gate) ? kubeadmGates[gate] : undefined) ?? [];
	return [
		...(since === undefined ? [] : [t('Since Kubernetes 1.{0}.', since)]),
		...(until === undefined ? [] : [t('Refused from Kubernetes 1.{0} on.', until)]),
	];
}

/** The same of a key of etcd's configuration file, which ignores what it does not know. */
export function lifeOfKey(key: string, version: Version | undefined): string[] {
	const has = (minor: string) => {
		const keys = etcdConfigKeys(minor);
		return keys !== undefined && (Object.hasOwn(keys.keys, key) || Object.hasOwn(keys.tls, key.replace(/^peer-/, '')));
	};
	const minors = etcdConfigMinors.filter(has);
	const [first, last] = [minors[0], minors.at(-1)];
	const removed = last === undefined ? undefined : etcdConfigMinors[etcdConfigMinors.indexOf(last) + 1];
	const isMissing = version && etcdConfigMinors.includes(minorOf(version)) && !has(minorOf(version));
	return [
		...(first === undefined || first === etcdConfigMinors[0] ? [] : [t('Since etcd {0}.', first)]),
		...(removed === undefined ? [] : [t('Ignored from etcd {0} on.', removed)]),
		...(isMissing ? [`⚠ ${t('etcd {0} ignores it.', textOf(version))}`] : []),
	];
}

/** In which versions of its API a field is, and from which Kubernetes on. */
export function lifeOfField(kind: string, apiVersion: string, path: YamlPath): string[] {
	const [, name = ''] = kind.split('/');
	const [group] = apiVersion.split('/');
	const all = knownApiVersions.filter(version => version.startsWith(`${group}/`) && shapeOf(version, name));
	const having = all.filter(version => shapeAt(shapeOf(version, name), path) !== undefined);
	const [first, last] = [having[0], having.at(-1)];
	const removed = last === undefined ? undefined : all[all.indexOf(last) + 1];
	const later = laterFields.find(field => field.kind === name && !field.value && field.path.join() === path.join());
	const api = kubeadmApis[apiVersion];
	return [
		...(first === undefined || first === all[0] ? [] : [t('Since {0}.', versionOf(first))]),
		...(later ? [t('Since Kubernetes 1.{0}.', later.since)] : []),
		...(removed === undefined ? [] : [t('Gone with {0}.', versionOf(removed))]),
		...(path.join() === 'apiVersion' && api ? lifeOfApi(api) : []),
		...(kind.startsWith('kubeadm/') && path.at(-2) === 'featureGates' ? lifeOfGate(String(path.at(-1))) : []),
	];
}

function lifeOfApi({ since, deprecated, refused }: (typeof kubeadmApis)[string]): string[] {
	return [
		t('Read by kubeadm from Kubernetes 1.{0} on.', since),
		...(deprecated === undefined ? [] : [t('Deprecated since Kubernetes 1.{0}.', deprecated)]),
		...(refused === undefined ? [] : [t('Refused from Kubernetes 1.{0} on.', refused)]),
	];
}

/** `v1beta4` of `kubeadm.k8s.io/v1beta4`. */
function versionOf(apiVersion: string): string {
	return apiVersion.split('/')[1] ?? apiVersion;
}

function textOf({ major, minor, patch }: Version): string {
	return `${major}.${minor}.${patch}`;
}
