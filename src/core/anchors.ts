import type { From } from './facts.ts';
import type { Anchor } from './finding.ts';

type Whose = Pick<From, 'memberName'>;

/** A flag of etcd, the first of `flags` that the file sets: of this member where its name is known, else of any. */
export function etcdFlag(flags: readonly string[], whose: Whose = {}): Anchor {
	return { kind: 'flag', component: 'etcd', flags, ...memberOf(whose) };
}

/** The place that says which version of etcd runs. */
export function etcdImage(whose: Whose = {}): Anchor {
	return { kind: 'image', component: 'etcd', ...memberOf(whose) };
}

function memberOf({ memberName }: Whose): { readonly member?: string } {
	return memberName ? { member: memberName } : {};
}
