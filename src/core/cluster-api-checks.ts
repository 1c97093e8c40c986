import { clusterApiCondition } from './cluster-api.ts';
import type { Outcome } from './finding.ts';
import { installed } from './kubernetes-problem.ts';
import type { Condition, KubeObject, Listing } from './kubernetes.ts';
import { plain } from './plain.ts';

/** The objects of Cluster API, or that it is not there. */
export function* clusterApiObjects(listing: Listing): Generator<Outcome, readonly KubeObject[]> {
	return yield* installed(listing, 'Cluster API');
}

export function* byohObjects(listing: Listing): Generator<Outcome, readonly KubeObject[]> {
	return yield* installed(listing, 'BYOH');
}

/** A condition, where it is false: with its reason and message in words. */
export function failing(object: KubeObject, ...types: readonly string[]): Condition | undefined {
	const condition = clusterApiCondition(object, ...types);
	return condition?.status === 'False' ? condition : undefined;
}

export function reasonWords({ reason, message }: Pick<Condition, 'reason' | 'message'>): string {
	const words = plain(
		message
			.split('\n')
			.filter(line => line.trim() !== '')
			.join('; '),
		400,
	);
	return [reason, words].filter(each => each !== '').join(', ');
}
