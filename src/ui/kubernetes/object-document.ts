import type { Uri } from 'vscode';
import type { ObjectReference } from '../../core/kubernetes.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';
import type { App } from '../app.ts';
import { documentUri } from '../documents/virtual-documents.ts';
import type { RowNode } from './row-node.ts';

/** One object of one cluster. */
export interface Target {
	readonly cluster: string;
	readonly object: ObjectReference;
}

/** What a command was called on: a row of the tree, or a cluster and an object. */
export function targetOf(cluster: unknown, object: unknown): Target | undefined {
	const [key, reference] = isRow(cluster) ? cluster.target : [cluster, object];
	if (typeof key !== 'string' || !isReference(reference)) {
		return undefined;
	}
	return { cluster: key, object: reference };
}

/** Told by what it has: its class is loaded with the first row. */
function isRow(value: unknown): value is RowNode {
	return typeof value === 'object' && value !== null && 'target' in value;
}

function isReference(value: unknown): value is ObjectReference {
	return isObject(value) && ['apiVersion', 'kind', 'name'].every(field => typeof value[field] === 'string');
}

export function objectUri(target: Target): Uri {
	const { kind, namespace, name } = target.object;
	const title = [kind, namespace, name].filter(part => part !== undefined).join('.');
	return documentUri('object', `${title}.yaml`, JSON.stringify(target));
}

/** Made anew whenever it is opened; the cluster must be connected, for a document dials nobody. */
export async function renderObject({ kubernetes }: App, key: string): Promise<string> {
	const target: unknown = JSON.parse(key);
	const found = isObject(target) ? targetOf(target['cluster'], target['object']) : undefined;
	const opened = found && kubernetes.known(found.cluster)?.opened();
	if (!found || !opened) {
		return `# ${t('This cluster is not connected.')}\n`;
	}
	const { objectText } = await import('../../app/kubernetes/object-text.ts');
	return objectText(opened, found.object, AbortSignal.timeout(30_000));
}
