import { ExpectedError } from '../../core/errors.ts';
import type { ObjectReference } from '../../core/kubernetes.ts';
import { kubernetesResources, type KubernetesResource } from '../../core/kubernetes-resources.ts';
import { withoutSecretsIn } from '../../core/secrets.ts';
import { t } from '../../core/words.ts';
import { printPlainYaml } from '../../manifest/plain-yaml.ts';
import type { OpenCluster } from './open-cluster.ts';

/** An object as it is now, as YAML that can be compared with a file. Nothing secret is in it. */
export async function objectText(
	{ lists, client, discovery }: OpenCluster,
	reference: ObjectReference,
	signal: AbortSignal,
): Promise<string> {
	const { kindResource } = await import('../../adapters/kubernetes/cluster-api-references.ts');
	const [group = ''] = reference.apiVersion.includes('/') ? reference.apiVersion.split('/') : [''];
	const resource =
		listedKind(group, reference.kind) ?? (await kindResource(client, discovery, [group, reference.kind], signal));
	if (resource === undefined) {
		return `# ${t('The API server does not know the kind {0}.', reference.kind)}\n`;
	}
	try {
		const object = await lists.one(resource, reference.namespace, reference.name, signal);
		return object === undefined
			? `# ${t('It is not there any more.')}\n`
			: `# ${t('As the API server tells it now, without managed fields, secrets and values of variables.')}\n${withoutSecretsIn(printPlainYaml(object))}`;
	} catch (error) {
		if (error instanceof ExpectedError) {
			return `# ${error.message}\n`;
		}
		throw error;
	}
}

/** Those of the table need no discovery. */
function listedKind(group: string, kind: string): KubernetesResource | undefined {
	const plural = `${kind.toLowerCase()}s`;
	const found: KubernetesResource | undefined = Object.values(kubernetesResources).find(
		each => each.group === group && [plural, `${kind.toLowerCase()}es`].includes(each.plural),
	);
	return found;
}
