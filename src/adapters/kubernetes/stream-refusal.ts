import { t } from '../../core/words.ts';
import { Unanswered } from '../etcd/silence.ts';
import { ApiError } from './api-client.ts';

/**
 * Why no stream into a pod came about: then nothing is known of who is in it. One refusal looks like the user's own missing permission and is not: the API server's
 * own user may not enter the kubelet, where kubeadm has not made its binding (some patch releases of 1.33 to 1.36).
 */
export function forwardSilence(error: unknown, pod: string, subresource: 'portforward' | 'exec'): unknown {
	if (error instanceof Unanswered) {
		return new Unanswered('etcd', error.message, 'untold');
	}
	if (!(error instanceof ApiError)) {
		return error;
	}
	if (isKubeletRefusal(error)) {
		return new Unanswered('etcd', kubeletRefusal(), 'untold');
	}
	if (error.status === 403) {
		return new Unanswered(
			'etcd',
			t('Needs the permission to create pods/{0} in {1}.', subresource, pod.split('/')[0] ?? ''),
			'untold',
		);
	}
	return new Unanswered(
		'etcd',
		t('The API server could not open the way into the pod {0}: {1}', pod, error.message),
		'untold',
	);
}

export function kubeletRefusal(): string {
	return t(
		'The kubelet refuses the API server itself, for every user: the ClusterRoleBinding kubeadm:apiserver-kubelet-client is missing. Bind the user kube-apiserver-kubelet-client to the ClusterRole system:kubelet-api-admin.',
	);
}

function isKubeletRefusal({ message }: ApiError): boolean {
	return /kube-apiserver-kubelet-client/.test(message) && /forbidden/i.test(message);
}
