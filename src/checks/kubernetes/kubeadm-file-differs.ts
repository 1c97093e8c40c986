import { check } from '../../core/check.ts';
import type { ComponentSpec } from '../../core/facts.ts';
import { goDuration } from '../../core/formats/go-duration.ts';
import type { KubeadmConfig } from '../../core/kubernetes.ts';
import { isPlaceholder } from '../../core/placeholder.ts';
import { t } from '../../core/words.ts';
import { shapeAt, shapeOf } from '../../schema/config-fields.ts';

/**
 * kubeadm keeps what it was told in a ConfigMap, and reads that at every join and upgrade, never the file. A file that says
 * other than the ConfigMap is a copy that has grown old, or a change that no upgrade will ever make.
 */
export default check({
	id: 'kubernetes/kubeadm-file-differs',
	title: 'A file of kubeadm says other than its ConfigMap',
	remedy: 'Correct the file; or, where it is right, upload it: kubeadm init phase upload-config kubeadm --config FILE.',
	severity: 'info',
	needs: ['kubeadmConfig', 'manifests'],
	params: {},
	*run({ kubeadmConfig: { config }, manifests }) {
		const files = manifests.filter(({ component }) => component === 'kubeadm');
		if (!config || files.length === 0) {
			yield {
				notApplicable: config
					? t('No file of the workspace is of kubeadm.')
					: t('The cluster has no ConfigMap of kubeadm.'),
			};
			return;
		}
		const [file, ...more] = fitting(files, config);
		if (!file || more.length > 0) {
			yield { notApplicable: t('Nothing tells which of {0} files of kubeadm is of this cluster.', files.length) };
			return;
		}
		yield* differences(file, config);
	},
});

/** The only one, or those that name the cluster and its address as the ConfigMap does. */
function fitting(files: readonly ComponentSpec[], { fields }: KubeadmConfig): readonly ComponentSpec[] {
	const isSame = ({ flags }: ComponentSpec) =>
		['clusterName', 'controlPlaneEndpoint'].every(
			name => flags[name] === undefined || isEqual(name, flags[name], fields[name] ?? ''),
		);
	return files.length === 1
		? files
		: files.filter(({ flags }) => flags['controlPlaneEndpoint'] !== undefined).filter(isSame);
}

function* differences({ document, flags }: ComponentSpec, config: KubeadmConfig) {
	const shape = shapeOf(config.apiVersion, 'ClusterConfiguration');
	for (const [path, inFile] of Object.entries(flags)) {
		const running = config.fields[path];
		// Versions of the API have fields of their own.
		const isKnown = !shape || shapeAt(shape, path.split('.').slice(0, 2)) !== undefined;
		if (isKnown && !isGap(inFile) && !isEqual(path, inFile, running)) {
			const message =
				running === undefined
					? t('The cluster is kept without {0}; the file says {1}.', path, inFile)
					: t('The cluster is kept with {0}: {1}; the file says {2}.', path, running, inFile);
			yield problemOf(message, document, path);
		}
	}
	for (const [path, running] of Object.entries(config.fields)) {
		if (flags[path] === undefined && isOfUser(path)) {
			yield problemOf(t('The cluster is kept with {0}: {1}; the file leaves it out.', path, running), document, path);
		}
	}
}

/** Where the field is not in the file, on what it would stand in. */
function problemOf(message: string, document: string, path: string) {
	const steps = path.split('.');
	const flags = steps.map((_step, index) => steps.slice(0, steps.length - index).join('.'));
	const anchor = { kind: 'flag', component: 'kubeadm', flags, document } as const;
	return { message, subject: { kind: 'cluster' }, anchor } as const;
}

/** All else kubeadm fills in by itself. */
function isOfUser(path: string): boolean {
	return /^featureGates\.|\.(?:extraArgs|extraEnvs|extraVolumes)\.|SANs$/.test(path);
}

/** `stable-1` is resolved once; a gap is filled in elsewhere. */
function isGap(value: string): boolean {
	return isPlaceholder(value) || /[${}<>]/.test(value) || /^(?:stable|latest|ci\/|release\/)/.test(value);
}

/** As kubeadm writes it: with a `v`, with all units of a duration, with the port of the API server. */
function isEqual(path: string, inFile: string, running: string | undefined): boolean {
	if (running === undefined || inFile === running) {
		return inFile === running;
	}
	const duration = goDuration(inFile);
	return (
		(path === 'kubernetesVersion' && `v${inFile}` === running) ||
		(path === 'controlPlaneEndpoint' && running.startsWith(`${inFile}:`)) ||
		(duration !== undefined && duration === goDuration(running))
	);
}
