import { checksOfSeveral } from '../checks/config/index.ts';
import { diagnose, findingsOf } from '../core/diagnose.ts';
import type { Finding } from '../core/finding.ts';
import { configDocumentsOf, manifestSetOf, type ParsedFile } from '../manifest/index.ts';
import { processKinds } from '../schema/etcd-process.ts';
import type { LintOptions } from './lint.ts';
import { placeAnew } from './place.ts';

/** The rules that see more in several files than in one. */
export const idsOfSeveral: ReadonlySet<string> = new Set(checksOfSeveral.map(({ id }) => id));

/** Whether one of those rules may be about the file: folders are full of others. */
export function isHeldAgainstOthers(file: ParsedFile): boolean {
	return file.configs.some(
		({ kind }) =>
			processKinds.includes(kind) || kind === 'kubeadm/ClusterConfiguration' || kind.startsWith('cluster-api/'),
	);
}

/**
 * Holds files against each other, rule by rule, so that whoever asks can give others their turn in between. Findings carry
 * their places; suppressed ones are left out.
 */
export function* lintTogether(
	files: readonly ParsedFile[],
	{ settings, targets, now, certificateFiles = [] }: LintOptions,
): Generator<readonly Finding[]> {
	const set = manifestSetOf(files);
	const facts = { documents: configDocumentsOf(set), targets, now, certificateFiles };
	for (const check of checksOfSeveral) {
		const report = diagnose([check], { facts, gaps: {} }, settings, { name: '', takenAt: now });
		yield placeAnew(findingsOf(report), set);
	}
}
