import type { Silence, Stage } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import type { GrpcError } from './grpc.ts';
import { grpcCodes } from './grpc.ts';

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

/** What it means that a member answered with an error. */
export function silenceOfCall({ code, message }: GrpcError): Unanswered {
	if (authenticationTexts.test(message) || code === grpcCodes.unauthenticated) {
		return new Unanswered('authentication', t('etcd wants a user and password: {0}', message));
	}
	if (/not supported for learner/.test(message)) {
		return new Unanswered('etcd', t('A learner does not answer this.'), 'unsupported');
	}
	if (code === grpcCodes.permissionDenied) {
		return new Unanswered('permission', t('The user may not ask this: {0}', message));
	}
	if (code === grpcCodes.unimplemented) {
		return new Unanswered('protocol', t('This server does not know the call.'), 'unsupported');
	}
	return new Unanswered('etcd', message, /future revision/.test(message) ? 'lagging' : undefined);
}
