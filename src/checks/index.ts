import type { Check } from '../core/check.ts';
import memberUnreachable from './etcd/member-unreachable.ts';
import quorumLost from './etcd/quorum-lost.ts';
import quotaNearLimit from './etcd/quota-near-limit.ts';

/** Every check, in the order of reports. A test holds it against the files of this folder. */
export const checks: readonly Check[] = [memberUnreachable, quorumLost, quotaNearLimit];
