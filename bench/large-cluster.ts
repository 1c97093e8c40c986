/** Objects of a large cluster as its API server would tell them, and what it knows them by. */
export const pods = 20_000;
export const events = 50_000;
export const nodes = 500;

function metadataOf(name: string, index: number) {
	return {
		name,
		namespace: `team-${index % 50}`,
		uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
		creationTimestamp: '2026-08-01T00:00:00Z',
		managedFields: [
			{
				manager: 'kubelet',
				operation: 'Update',
				apiVersion: 'v1',
				fieldsType: 'FieldsV1',
				fieldsV1: {
					'f:status': {
						'f:conditions': {},
						'f:containerStatuses': {},
						'f:hostIP': {},
						'f:phase': {},
						'f:podIP': {},
						'f:startTime': {},
					},
				},
			},
		],
	};
}

export function podOf(index: number): readonly [string, object] {
	const name = `app-${index}-6d5f7c9b8d-x2x2x`;
	const isIll = index % 100 === 0;
	return [
		`pods/team-${index % 50}/${name}`,
		{
			apiVersion: 'v1',
			kind: 'Pod',
			metadata: {
				...metadataOf(name, index),
				labels: { app: `app-${index % 400}`, 'pod-template-hash': '6d5f7c9b8d' },
			},
			spec: {
				nodeName: `node-${index % nodes}`,
				containers: [
					{
						name: 'app',
						image: `registry.example/team/app:${index % 30}`,
						args: ['--config=/etc/app/config.yaml', '--log-level=info', '--listen=0.0.0.0:8080'],
						env: Array.from({ length: 12 }, (_, at) => ({ name: `VARIABLE_${at}`, value: `some value ${at}` })),
						resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
						volumeMounts: [{ name: 'config', mountPath: '/etc/app' }],
					},
				],
				volumes: [{ name: 'config', configMap: { name: `app-${index % 400}` } }],
			},
			status: {
				phase: 'Running',
				podIP: '10.244.1.7',
				hostIP: '10.0.0.9',
				conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(type => ({
					type,
					status: isIll && type === 'Ready' ? 'False' : 'True',
					lastTransitionTime: '2026-08-01T00:00:00Z',
				})),
				containerStatuses: [
					{
						name: 'app',
						image: '',
						imageID: '',
						ready: !isIll,
						restartCount: isIll ? 12 : 0,
						state: isIll ? { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } } : { running: {} },
					},
				],
			},
		},
	];
}

export function eventOf(index: number): readonly [string, object] {
	const name = `app-${index % pods}.${index.toString(16)}`;
	const at = '2026-08-20T12:00:00Z';
	return [
		`events/team-${index % 50}/${name}`,
		{
			apiVersion: 'v1',
			kind: 'Event',
			metadata: metadataOf(name, 1_000_000 + index),
			involvedObject: {
				kind: 'Pod',
				apiVersion: 'v1',
				namespace: `team-${index % 50}`,
				name: `app-${index % pods}-6d5f7c9b8d-x2x2x`,
				uid: `00000000-0000-4000-8000-${String(index % pods).padStart(12, '0')}`,
			},
			reason: ['BackOff', 'Unhealthy', 'FailedScheduling', 'Pulled'][index % 4],
			message: `Back-off restarting failed container app in pod app-${index % pods}-6d5f7c9b8d-x2x2x`,
			source: { component: 'kubelet', host: `node-${index % nodes}` },
			firstTimestamp: at,
			lastTimestamp: at,
			count: 1 + (index % 9),
			type: 'Warning',
		},
	];
}

export function nodeOf(index: number): readonly [string, object] {
	const name = `node-${index}`;
	const condition = (type: string, status: string) => ({
		type,
		status,
		reason: 'Kubelet',
		message: 'kubelet says so',
		lastHeartbeatTime: '2026-08-20T12:00:00Z',
		lastTransitionTime: '2026-08-01T00:00:00Z',
	});
	const { namespace: _, ...metadata } = metadataOf(name, 2_000_000 + index);
	const room = { cpu: '64', memory: '256Gi', pods: '110', 'ephemeral-storage': '100Gi' };
	return [
		`minions/${name}`,
		{
			apiVersion: 'v1',
			kind: 'Node',
			metadata: { ...metadata, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux' } },
			spec: { podCIDR: `10.${Math.trunc(index / 250)}.${index % 250}.0/24`, providerID: `test://${name}` },
			status: {
				capacity: room,
				allocatable: room,
				conditions: [
					...['MemoryPressure', 'DiskPressure', 'PIDPressure'].map(type => condition(type, 'False')),
					condition('Ready', 'True'),
				],
				addresses: [{ type: 'InternalIP', address: `10.1.${Math.trunc(index / 250)}.${index % 250}` }],
				nodeInfo: {
					kubeletVersion: 'v1.36.3',
					kernelVersion: '6.12.0',
					containerRuntimeVersion: 'containerd://2.1.0',
					osImage: 'Debian',
					operatingSystem: 'linux',
					architecture: 'amd64',
				},
			},
		},
	];
}
