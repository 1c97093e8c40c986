/** `45s`, `12m`, `5h`, `3d`: an age as `kubectl` writes it. */
export function shortAge(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const [value, unit] =
		seconds < 120
			? [seconds, 's']
			: seconds < 7200
				? [seconds / 60, 'm']
				: seconds < 172_800
					? [seconds / 3600, 'h']
					: [seconds / 86_400, 'd'];
	return `${Math.floor(value)}${unit}`;
}
