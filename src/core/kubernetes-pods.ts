import { itemsOf, numberOf, textOf, fieldOf, type Json, type KubeObject } from './kubernetes.ts';
import { labelsOf } from './kubernetes-nodes.ts';
import { parseVersion, type Version } from './version.ts';

/** The components whose pods a kubelet starts from files. */
export const staticComponents = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;

/** Pods of the control plane that a kubelet started from a file; of these the API server shows a mirror. */
export function controlPlanePods(pods: readonly KubeObject[], component?: string): KubeObject[] {
	return pods.filter(
		pod =>
			pod.metadata.namespace === 'kube-system' &&
			(component === undefined
				? staticComponents.some(each => each === componentOf(pod))
				: componentOf(pod) === component) &&
			(labelsOf(pod)['tier'] === 'control-plane' || isMirror(pod)),
	);
}

export function componentOf(pod: KubeObject): string | undefined {
	return labelsOf(pod)['component'];
}

/** Mirrors are owned by their node, and an annotation says so too. */
export function isMirror({ metadata }: KubeObject): boolean {
	return 'kubernetes.io/config.mirror' in (metadata.annotations ?? {});
}

export function nodeNameOf(pod: KubeObject): string | undefined {
	return textOf(pod, 'spec', 'nodeName');
}

export function phaseOf(pod: KubeObject): string {
	return textOf(pod, 'status', 'phase') ?? '';
}

export interface ContainerStatus {
	readonly name: string;
	readonly restarts: number;
	readonly ready: boolean;
	/** Why it does not run; missing where it does. */
	readonly waiting?: { readonly reason: string; readonly message: string };
	/** How this run or, while it waits or runs again, the one before ended. */
	readonly ended?: Termination;
	readonly json: Json;
}

export interface Termination {
	readonly reason: string;
	readonly exitCode?: number;
	readonly signal?: number;
	readonly message: string;
	/** RFC 3339; empty where it is not told. */
	readonly finishedAt: string;
}

const statusLists = ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'] as const;

/** Tens of thousands of pods are read by a dozen checks. */
const known = new WeakMap<KubeObject, readonly ContainerStatus[]>();

/** Of init containers, containers and ephemeral ones. */
export function containerStatusesOf(pod: KubeObject): readonly ContainerStatus[] {
	const statuses = known.get(pod) ?? statusLists.flatMap(list => itemsOf(pod, 'status', list)).map(containerStatusOf);
	known.set(pod, statuses);
	return statuses;
}

function containerStatusOf(json: Json): ContainerStatus {
	const waiting = textOf(json, 'state', 'waiting', 'reason');
	const ended = terminationOf(fieldOf(json, 'state', 'terminated') ?? fieldOf(json, 'lastState', 'terminated'));
	return {
		name: textOf(json, 'name') ?? '',
		restarts: numberOf(json, 'restartCount') ?? 0,
		ready: fieldOf(json, 'ready') === true,
		...(waiting !== undefined && {
			waiting: { reason: waiting, message: textOf(json, 'state', 'waiting', 'message') ?? '' },
		}),
		...(ended && { ended }),
		json,
	};
}

function terminationOf(json: Json | undefined): Termination | undefined {
	if (json === undefined) {
		return undefined;
	}
	const [exitCode, signal] = [numberOf(json, 'exitCode'), numberOf(json, 'signal')];
	return {
		reason: textOf(json, 'reason') ?? '',
		...(exitCode !== undefined && { exitCode }),
		...(signal !== undefined && { signal }),
		message: textOf(json, 'message') ?? '',
		finishedAt: textOf(json, 'finishedAt') ?? '',
	};
}

/** Init containers and containers of a pod's spec, or of a template's. */
export function containersOf(spec: Json | undefined): readonly Json[] {
	return [...itemsOf(spec, 'initContainers'), ...itemsOf(spec, 'containers')];
}

/** The flags of the first container, without dashes; of one that is there twice the last. */
export function flagsOf(pod: KubeObject): Readonly<Record<string, string>> {
	const container = fieldOf(pod, 'spec', 'containers', 0);
	const words = [...itemsOf(container, 'command'), ...itemsOf(container, 'args')].filter(
		each => typeof each === 'string',
	);
	return Object.fromEntries(
		words.flatMap(word => {
			const [, flag, value = 'true'] = /^--?([\w.-]+)(?:=(.*))?$/s.exec(word) ?? [];
			return flag === undefined ? [] : [[flag, value]];
		}),
	);
}

export function imageOf(pod: KubeObject): string {
	return textOf(pod, 'spec', 'containers', 0, 'image') ?? '';
}

/** `1.36.2` of `registry.k8s.io/kube-proxy:v1.36.2`; nothing for a tag that is no version. */
export function imageVersionOf(image: string): Version | undefined {
	const [, tag = ''] = /:([^:/@]+)(?:@.*)?$/.exec(image) ?? [];
	return parseVersion(tag);
}
