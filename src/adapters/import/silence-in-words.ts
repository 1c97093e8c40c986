import type { Silence, Stage } from '../../core/facts.ts';

/** In this order: an error that speaks of a certificate often speaks of the connection too. */
const stages: readonly (readonly [pattern: RegExp, stage: Stage])[] = [
	[/x509|certificate|tls: |handshake/i, 'tls'],
	[/user name is empty|invalid auth token|invalid user|unauthenticated/i, 'authentication'],
	[/permission ?denied/i, 'permission'],
	[/etcdserver: /i, 'etcd'],
	[/no such host|server misbehaving/i, 'dns'],
	[/connection refused|connection reset|no route to host|unreachable|dial tcp/i, 'tcp'],
	[/deadline ?exceeded|timed? ?out|timeout/i, 'deadline'],
];

/** What the error message of a Go program means. */
export function silenceInWords(message: string): Silence {
	const stage = stages.find(([pattern]) => pattern.test(message))?.[1] ?? 'protocol';
	return { stage, message };
}
