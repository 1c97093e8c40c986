import { status, type ServiceError } from '@grpc/grpc-js';
import type { Silence, Stage } from '../../core/facts.ts';
import { t } from '../../core/words.ts';

/** Thrown inside the adapter; its silence is what a reply carries. */
export class Unanswered extends Error {
	readonly silence: Silence;

	constructor(stage: Stage, message: string, cause?: NonNullable<Silence['cause']>) {
		super(message);
		this.silence = { stage, message, ...(cause && { cause }) };
	}
}

export function deadlineSilence(timeoutMs: number): Unanswered {
	return new Unanswered('deadline', t('No answer within {0} s.', timeoutMs / 1000));
}

const authenticationTexts =
	/user name is empty|invalid user ID or password|invalid auth token|revision of auth store is old/;

/** What a failed gRPC call means. `undefined` when the transport broke: then how the dialling went tells more. */
export function silenceOfCall(error: ServiceError): Unanswered | undefined {
	const text = error.details;
	if (authenticationTexts.test(text) || error.code === status.UNAUTHENTICATED) {
		return new Unanswered('authentication', t('etcd wants a user and password: {0}', text));
	}
	if (/not supported for learner/.test(text)) {
		return new Unanswered('etcd', t('A learner does not answer this.'), 'unsupported');
	}
	if (text.startsWith('etcdserver:') && error.code !== status.PERMISSION_DENIED) {
		return new Unanswered('etcd', text, /future revision/.test(text) ? 'lagging' : undefined);
	}
	switch (error.code) {
		case status.PERMISSION_DENIED:
			return new Unanswered('permission', t('The user may not ask this: {0}', text));
		case status.UNIMPLEMENTED:
			return new Unanswered('protocol', t('This server does not know the call.'), 'unsupported');
		case status.UNAVAILABLE:
		case status.CANCELLED:
		case status.DEADLINE_EXCEEDED:
			return undefined;
		default:
			return new Unanswered('protocol', text);
	}
}
