const factors: Readonly<Record<string, number>> = {
	ns: 1e-6,
	µs: 1e-3,
	μs: 1e-3,
	us: 1e-3,
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
};

/** `1m2.5s`, `742.879µs` → milliseconds; `undefined` when it is no duration as Go prints it. */
export function parseGoDuration(text: string): number | undefined {
	if (!/^(\d+(\.\d+)?(ns|µs|μs|us|ms|s|m|h))+$/.test(text)) {
		return undefined;
	}
	let total = 0;
	for (const [, amount, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(ns|µs|μs|us|ms|s|m|h)/g)) {
		total += Number(amount) * (factors[unit] ?? 0);
	}
	return total;
}
