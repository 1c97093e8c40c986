import { entriesOf, fieldAt, isSet, rootOf, scalarOf, type Site } from '../core/config-tree.ts';
import type { ConfigDocument } from '../core/facts.ts';
import type { FixEdit } from '../core/fix.ts';
import { goDuration } from '../core/formats/go-duration.ts';
import { t } from '../core/words.ts';
import { kindsOf, knownApiVersions, shapeAt, shapeOf } from './config-fields.ts';
import { decode, type Mismatch } from './decode.ts';
import { kubeadmApis } from './kubernetes-versions.ts';

/** What brings the kubeadm documents of a bundle to an API version, or why nothing does, as a sentence. */
export type Migration = { readonly edits: readonly FixEdit[] } | { readonly refusal: string };

const versions = Object.keys(kubeadmApis);

/** The newest API version that kubeadm of Kubernetes 1.x reads. */
export function newestApi(minor: number): string | undefined {
	return versions.findLast(version => (kubeadmApis[version]?.since ?? Infinity) <= minor);
}

/**
 * Every kubeadm document that is older than `to`. What comes out means the same to kubeadm as what it makes of the old file
 * itself; what it would drop without a word is refused here. Nothing where there is nothing to do.
 */
export function migrationOf(bundle: readonly ConfigDocument[], to: string): Migration | undefined {
	const old = bundle.filter(
		({ kind, apiVersion, isPart }) => kind.startsWith('kubeadm/') && !isPart && isOlder(apiVersion, to),
	);
	const edits: FixEdit[] = [];
	for (const document of old) {
		const own = [...migrate(document, bundle, to)];
		const refusal = own.find(each => typeof each === 'string');
		if (refusal !== undefined) {
			return { refusal };
		}
		edits.push(...own.filter(each => typeof each !== 'string'));
	}
	return old.length > 0 ? { edits } : undefined;
}

/** Only versions whose fields we know can be left or reached. */
function isOlder(version: string, to: string): boolean {
	const known = [version, to].every(each => knownApiVersions.includes(each));
	return known && versions.includes(version) && versions.indexOf(version) < versions.indexOf(to);
}

function* migrate(
	document: ConfigDocument,
	bundle: readonly ConfigDocument[],
	to: string,
): Generator<FixEdit | string> {
	const root = rootOf(document);
	const kind = document.kind.split('/')[1] ?? '';
	const shape = shapeOf(to, kind);
	if (document.errors.length > 0) {
		yield t('A document is not valid YAML.');
		return;
	}
	if (!shape) {
		yield kindsOf(document.apiVersion).includes(kind)
			? t('{0} has no {1}: delete that document first.', to, kind)
			: t('There is no {0} in {1}.', kind, document.apiVersion);
		return;
	}
	yield { document: document.id, kind: 'set', path: ['apiVersion'], value: to };
	yield* gapsIn(root);
	for (const mismatch of decode(root, shape)) {
		yield* mend(mismatch, document, bundle, to);
	}
}

const argumentPaths = [
	['nodeRegistration', 'kubeletExtraArgs'],
	['apiServer', 'extraArgs'],
	['controllerManager', 'extraArgs'],
	['scheduler', 'extraArgs'],
	['etcd', 'local', 'extraArgs'],
];

/** Arguments that are filled in later may have either form then. */
function* gapsIn(root: Site): Generator<string> {
	for (const path of argumentPaths) {
		const steps = path.map((_step, index) => fieldAt(root, ...path.slice(0, index + 1)));
		const gap = steps.find(site => site?.node.kind === 'scalar' && site.node.opaque);
		if (gap) {
			yield t('What "{0}" will hold is not known yet.', gap.path.join('.'));
		}
	}
}

function* mend(
	mismatch: Mismatch,
	document: ConfigDocument,
	bundle: readonly ConfigDocument[],
	to: string,
): Generator<FixEdit | string> {
	const { site } = mismatch;
	if (mismatch.kind === 'arguments') {
		const twin = entriesOf(site).find(({ occurrence }) => occurrence !== undefined);
		yield twin
			? t('"{0}" is given twice in "{1}".', twin.key, site.path.join('.'))
			: { document: document.id, kind: 'reshape', path: site.path, to: mismatch.expected };
	} else if (mismatch.kind === 'unknown' && site.occurrence !== undefined) {
		yield t('"{0}" is given twice in "{1}".', mismatch.name, site.path.slice(0, -1).join('.'));
	} else if (mismatch.kind === 'unknown') {
		yield* mendField(site, document, bundle, to);
	}
}

/** The fields that an API version lost. Source: kubeadm's conversions between its API versions. */
function* mendField(
	site: Site,
	document: ConfigDocument,
	bundle: readonly ConfigDocument[],
	to: string,
): Generator<FixEdit | string> {
	const path = site.path.join('.');
	const kind = document.kind.split('/')[1] ?? '';
	const gone: FixEdit = { document: document.id, kind: 'delete', path: site.path };
	switch (`${kind}.${path}`) {
		case 'ClusterConfiguration.dns.type':
			yield isSet(site) && scalarOf(site)?.text !== 'CoreDNS'
				? t('"{0}" can only be CoreDNS since v1beta3, and is not.', path)
				: gone;
			break;
		case 'ClusterConfiguration.useHyperKubeImage':
			yield gone;
			break;
		case 'ClusterConfiguration.apiServer.timeoutForControlPlane':
			// kubeadm takes zero for the default here.
			yield isSet(site) && goDuration(scalarOf(site)?.text ?? '') !== 0
				? toTimeouts(site, initOf(bundle, to), 'controlPlaneComponentHealthCheck')
				: gone;
			break;
		case 'JoinConfiguration.discovery.timeout':
			yield isSet(site) ? toTimeouts(site, document, 'discovery') : gone;
			break;
		default:
			// What no version has is wrong before and after, and told of by another rule.
			if (shapeAt(shapeOf(document.apiVersion, kind), site.path) !== undefined) {
				yield t('"{0}" has no counterpart in {1}.', path, to);
			}
	}
}

type Target = Extract<FixEdit, { kind: 'move' }>['into'];

function initOf(bundle: readonly ConfigDocument[], to: string): ConfigDocument | Target {
	return (
		bundle.find(({ kind }) => kind === 'kubeadm/InitConfiguration') ?? { apiVersion: to, kind: 'InitConfiguration' }
	);
}

/** The waiting times of all documents stand together since v1beta4. */
export function toTimeouts(site: Site, target: ConfigDocument | Target, key: string): FixEdit | string {
	const isThere = typeof target === 'object' && 'root' in target;
	if (!isThere && site.document.isPart) {
		return t('There is no {0} beside it.', 'InitConfiguration');
	}
	const present = isThere && fieldAt(rootOf(target), 'timeouts', key);
	return present
		? t('"{0}" is set already, beside "{1}".', `timeouts.${key}`, site.path.join('.'))
		: {
				document: site.document.id,
				kind: 'move',
				path: site.path,
				into: isThere ? target.id : target,
				to: ['timeouts'],
				key,
			};
}
