import type { Status } from './facts.ts';
import type { Answered } from './reply.ts';
import { compareVersions, parseVersion, type Version } from './version.ts';

/** The members that run one version. */
export interface VersionGroup {
	readonly text: string;
	readonly version: Version;
	readonly replies: readonly Answered<Status>[];
	/** `m0, m1`. */
	readonly names: string;
}

/** Members by version, oldest first. Who tells none that can be read is left out. */
export function versionGroupsOf(replies: readonly Answered<Status>[]): VersionGroup[] {
	return [...Map.groupBy(replies, ({ answer }) => answer.version)]
		.flatMap(([text, group]) => {
			const version = parseVersion(text);
			return version
				? [{ text, version, replies: group, names: group.map(reply => reply.memberName ?? reply.endpoint).join(', ') }]
				: [];
		})
		.sort((a, b) => compareVersions(a.version, b.version));
}
