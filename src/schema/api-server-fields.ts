import type { FieldShapes } from './config-fields.ts';

const keys: FieldShapes = { keys: [{ name: 'string', secret: 'string' }] };

const encryption: FieldShapes = {
	resources: [
		{
			resources: ['string'],
			providers: [
				{
					aesgcm: keys,
					aescbc: keys,
					secretbox: keys,
					identity: {},
					kms: { apiVersion: 'string', name: 'string', cachesize: 'int32', endpoint: 'string', timeout: 'Duration' },
				},
			],
		},
	],
};

const tracing: FieldShapes = { endpoint: 'string', samplingRatePerMillion: 'int32' };

/** Files that flags of the API server name. Source: `apiserver/pkg/apis/apiserver` of Kubernetes. */
export const apiServerTables: Readonly<Record<string, Readonly<Record<string, FieldShapes>>>> = {
	'apiserver.config.k8s.io/v1alpha1': { TracingConfiguration: tracing },
	'apiserver.config.k8s.io/v1beta1': { TracingConfiguration: tracing },
	'apiserver.config.k8s.io/v1': { EncryptionConfiguration: encryption, TracingConfiguration: tracing },
};
