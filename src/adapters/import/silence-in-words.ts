import type { Silence, Stage } from '../../core/facts.ts';

/** In this order: an error that speaks of a certificate often speaks of the connection too. */
const stages: readonly (readonly [pattern: RegExp, stage: Stage])[] = [
	[/x509|certificate|tls: |handshake/i, 'tls'],
	[/user name is empty|invalid auth token|invalid user|unauthenticated/i, 'authentication'],
	[/permission ?denied/i, 'permission'],
	[/etcdserver: /i, 'etcd'],
	[/no such host|server misbehaving|ENOTFOUND|EAI_AGAIN/i, 'dns'],
	[/(connection|connect) ?(refused|reset)|ECONN(REFUSED|RESET)|E(HOST|NET)UNREACH|no route to host|dial tcp/i, 'tcp'],
	[/deadline ?exceeded|timed? ?out|timeout|no answer within/i, 'deadline'],
];

/** What the message of an error means. One that is not understood leaves open how far the question came. */
export function silenceInWords(message: string): Silence {
	const stage = stages.find(([pattern]) => pattern.test(message))?.[1];
	return stage ? { stage, message } : { stage: 'etcd', message, cause: 'untold' };
}
