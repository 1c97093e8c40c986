/** An etcd version, `3.5.16`; what follows a dash is kept out of the comparison. */
export interface Version {
	readonly major: number;
	readonly minor: number;
	readonly patch: number;
}

export function parseVersion(text: string): Version | undefined {
	const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
	return match ? { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0) } : undefined;
}

/** Negative when `a` is older. */
export function compareVersions(a: Version, b: Version): number {
	return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** `3.5` of `3.5.16`. */
export function minorOf(version: Version): string {
	return `${version.major}.${version.minor}`;
}
