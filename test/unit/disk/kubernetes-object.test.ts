import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messageReferences, messageShape } from '../../../src/disk/kubernetes-messages.ts';
import { decodeKubernetes } from '../../../src/disk/kubernetes-object.ts';
import { kubernetesValues } from '../../../src/disk/kubernetes-values.ts';
import { kubernetesBytes, type ProtoField } from '../../support/protobuf-bytes.ts';

const metadata: ProtoField = [
	1,
	[
		[1, 'web'],
		[2, ''],
		[3, 'shop'],
		[7, 2],
		[8, [[1, 1_700_000_000]]],
		[
			11,
			[
				[1, 'app'],
				[2, 'web'],
			],
		],
	],
];
const readMetadata = {
	name: 'web',
	namespace: 'shop',
	generation: 2,
	creationTimestamp: '2023-11-14T22:13:20Z',
	labels: { app: 'web' },
};

describe('an object of Kubernetes', () => {
	it('reads as the API server answers: with what was set, and what JSON always has', () => {
		const port: ProtoField = [
			1,
			[
				[1, 'http'],
				[2, 'TCP'],
				[3, 80],
				[
					4,
					[
						[1, 1],
						[2, 0],
						[3, 'web'],
					],
				],
				[5, 0],
			],
		];
		const spec: ProtoField = [2, [port, [3, '10.0.0.1'], [7, 'None'], [13, false], [20, false]]];
		const service = decodeKubernetes(kubernetesBytes('v1', 'Service', metadata, spec, [3, [[1, []]]]));
		assert.deepEqual(service, {
			apiVersion: 'v1',
			kind: 'Service',
			object: {
				apiVersion: 'v1',
				kind: 'Service',
				metadata: readMetadata,
				spec: {
					ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'web' }],
					clusterIP: '10.0.0.1',
					sessionAffinity: 'None',
					// A pointer in Go: set to false is not the same as not set. `publishNotReadyAddresses` is none.
					allocateLoadBalancerNodePorts: false,
				},
				status: { loadBalancer: {} },
			},
			isWhole: true,
			unknownFields: 0,
		});
	});

	it('has fields that are inline, quantities, moments, integers or texts, bytes, and lists that JSON writes as null', () => {
		const volume: ProtoField = [
			1,
			[
				[1, 'data'],
				[2, [[2, [[2, [[1, '64Mi']]]]]]],
			],
		];
		const pod = decodeKubernetes(kubernetesBytes('v1', 'Pod', [1, [[1, 'p']]], [2, [volume]], [3, []]));
		assert.deepEqual(pod?.object['spec'], {
			volumes: [{ name: 'data', emptyDir: { sizeLimit: '64Mi' } }],
			containers: null,
		});
		const lease = kubernetesBytes(
			'coordination.k8s.io/v1',
			'Lease',
			[1, []],
			[
				2,
				[
					[
						4,
						[
							[1, 1],
							[2, 5000],
						],
					],
				],
			],
		);
		assert.deepEqual(decodeKubernetes(lease)?.object['spec'], { renewTime: '1970-01-01T00:00:01.000005Z' });
		const secret = kubernetesBytes(
			'v1',
			'Secret',
			[1, []],
			[
				2,
				[
					[1, 'key'],
					[2, Buffer.from([255, 0])],
				],
			],
			[3, 'Opaque'],
		);
		assert.deepEqual(decodeKubernetes(secret)?.object['data'], { key: '/wA=' });
		const budget = kubernetesBytes(
			'policy/v1',
			'PodDisruptionBudget',
			[1, []],
			[
				2,
				[
					[
						1,
						[
							[1, 0],
							[2, 2],
							[3, ''],
						],
					],
				],
			],
		);
		assert.deepEqual(decodeKubernetes(budget)?.object['spec'], { minAvailable: 2 });
		const role = kubernetesBytes('rbac.authorization.k8s.io/v1', 'Role', [1, []]);
		assert.deepEqual(decodeKubernetes(role)?.object['rules'], null);
		const revision = kubernetesBytes('apps/v1', 'ControllerRevision', [1, []], [2, [[1, '{"a":[1]}']]], [3, 7]);
		assert.deepEqual(decodeKubernetes(revision)?.object['data'], { a: [1] });
		assert.equal(decodeKubernetes(revision)?.object['revision'], 7);
	});

	it('of an unknown type shows its metadata and says that it is not whole', () => {
		const unknown = decodeKubernetes(kubernetesBytes('example.org/v1', 'Thing', metadata, [2, [[1, 'x']]]));
		assert.equal(unknown?.isWhole, false);
		assert.deepEqual(unknown?.object, { apiVersion: 'example.org/v1', kind: 'Thing', metadata: readMetadata });
	});

	it('counts the fields that a newer Kubernetes wrote', () => {
		const newer = decodeKubernetes(
			kubernetesBytes(
				'v1',
				'ConfigMap',
				[
					1,
					[
						[1, 'c'],
						[4000, 'x'],
					],
				],
				[900, 1],
			),
		);
		assert.equal(newer?.unknownFields, 2);
		assert.deepEqual(newer?.object['metadata'], { name: 'c' });
	});

	it('has names that a map may have, `__proto__` among them', () => {
		const bytes = kubernetesBytes(
			'v1',
			'ConfigMap',
			[1, []],
			[
				2,
				[
					[1, '__proto__'],
					[2, 'x'],
				],
			],
		);
		assert.equal(JSON.stringify(decodeKubernetes(bytes)?.object['data']), '{"__proto__":"x"}');
	});

	it('that is damaged is none, and never throws', () => {
		const whole = kubernetesBytes('v1', 'Service', metadata, [2, [[3, '10.0.0.1']]]);
		assert.equal(decodeKubernetes(whole.subarray(0, -6)), undefined);
		fc.assert(
			fc.property(fc.nat(whole.length - 5), fc.nat(255), (at, byte) => {
				const damaged = Uint8Array.from(whole);
				damaged[at + 4] = byte;
				decodeKubernetes(damaged);
			}),
		);
	});
});

describe('the table of messages', () => {
	it('has every message that it refers to', () => {
		const references = messageReferences();
		assert.ok(references.length > 800);
		for (const reference of references) {
			const fields = [...(messageShape(reference)?.fields.values() ?? [])];
			assert.ok(
				fields.every(({ number, name }) => number > 0 && name !== ''),
				reference,
			);
			const types = fields.map(({ type }) => type).filter(type => type.length > 1);
			assert.deepEqual(
				types.filter(type => !messageShape(type) && !kubernetesValues[type]),
				[],
				reference,
			);
		}
	});

	it('has no message within itself: the depth of an object is bound', () => {
		const visit = (reference: string, above: readonly string[]): void => {
			assert.ok(!above.includes(reference), [...above, reference].join(' > '));
			const types = [...(messageShape(reference)?.fields.values() ?? [])].map(({ type }) => type);
			new Set(types.filter(type => type.length > 1)).forEach(type => visit(type, [...above, reference]));
		};
		messageReferences()
			.filter(each => messageShape(each)?.fields.get(1)?.type === 'meta#ObjectMeta')
			.forEach(each => visit(each, []));
	});
});
