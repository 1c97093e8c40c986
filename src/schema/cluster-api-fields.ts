import data from './data/cluster-api-fields.json' with { type: 'json' };
import type { FieldShapes } from './config-fields.ts';

/** What the kinds of one version of Cluster API share. */
interface Pieces {
	readonly kubeadmConfigSpec: FieldShapes;
	readonly controlPlane: FieldShapes;
	readonly controlPlaneTemplate: FieldShapes;
}

// The file is ours and has this form; a test looks at every leaf.
const pieces = data as unknown as Readonly<Record<string, Pieces>>;

/** The kinds of Cluster API that hold a configuration of kubeadm, by API version. */
export const clusterApiTables: Readonly<Record<string, Readonly<Record<string, FieldShapes>>>> = Object.fromEntries(
	Object.entries(pieces).flatMap(([version, { kubeadmConfigSpec, controlPlane, controlPlaneTemplate }]) => [
		[
			`bootstrap.cluster.x-k8s.io/${version}`,
			{ KubeadmConfig: resource(kubeadmConfigSpec), KubeadmConfigTemplate: template(kubeadmConfigSpec) },
		],
		[
			`controlplane.cluster.x-k8s.io/${version}`,
			{
				KubeadmControlPlane: resource({ ...controlPlane, kubeadmConfigSpec }),
				KubeadmControlPlaneTemplate: template({ ...controlPlaneTemplate, kubeadmConfigSpec }),
			},
		],
	]),
);

function resource(spec: FieldShapes): FieldShapes {
	return { metadata: 'any', spec, status: 'any' };
}

function template(spec: FieldShapes): FieldShapes {
	return resource({ template: { metadata: 'any', spec } });
}
