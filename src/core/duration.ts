const factors: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `5s`, `500ms`, `1m30s`, `0` → milliseconds; `undefined` when it is none of these. A bare number means seconds. */
export function parseDuration(text: string): number | undefined {
	if (/^\d+(\.\d+)?$/.test(text)) {
		return Number(text) * 1000;
	}
	if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) {
		return undefined;
	}
	let total = 0;
	for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
		total += Number(amount) * (factors[unit ?? ''] ?? 0);
	}
	return total;
}

/** `1500` → `1.5 s`, `12.34` → `12.3 ms`, `90000` → `1.5 min`. */
export function formatDuration(ms: number): string {
	const abs = Math.abs(ms);
	const [value, unit] =
		abs < 1000
			? [ms, 'ms']
			: abs < 60_000
				? [ms / 1000, 's']
				: abs < 7_200_000
					? [ms / 60_000, 'min']
					: abs < 172_800_000
						? [ms / 3_600_000, 'h']
						: [ms / 86_400_000, 'd'];
	return `${Number(value.toPrecision(3))} ${unit}`;
}
