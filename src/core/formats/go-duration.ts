const nanoseconds: Readonly<Record<string, number>> = {
	ns: 1,
	us: 1e3,
	µs: 1e3,
	μs: 1e3,
	ms: 1e6,
	s: 1e9,
	m: 6e10,
	h: 3.6e12,
};

/** A duration as Go reads it, in milliseconds; `undefined` when it is none. There are no days, and no bare numbers but 0. */
export function goDuration(text: string): number | undefined {
	const [, sign, rest = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
	if (rest === '0') {
		return 0;
	}
	if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest)) {
		return undefined;
	}
	let total = 0;
	for (const [, amount, unit = ''] of rest.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)) {
		total += Number(amount) * (nanoseconds[unit] ?? 0);
	}
	// Go counts nanoseconds in 64 bits: 292 years.
	return total >= 2 ** 63 ? undefined : (sign === '-' ? -total : total) / 1e6;
}

/** `1d`, `2 days`, `90` as somebody meant it, in Go's words. */
export function asGoDuration(text: string): string | undefined {
	const [, amount, unit] = /^\s*(\d+)\s*([a-z]*)\s*$/i.exec(text) ?? [];
	const word = unit?.toLowerCase() ?? '';
	const hours: Readonly<Record<string, number>> = {
		d: 24,
		day: 24,
		days: 24,
		w: 168,
		week: 168,
		weeks: 168,
		y: 8760,
		year: 8760,
		years: 8760,
	};
	const short: Readonly<Record<string, string>> = {
		'': 's',
		sec: 's',
		second: 's',
		seconds: 's',
		min: 'm',
		minute: 'm',
		minutes: 'm',
		hour: 'h',
		hours: 'h',
		hr: 'h',
	};
	if (amount === undefined) {
		return undefined;
	}
	const perUnit = hours[word];
	return perUnit !== undefined
		? `${Number(amount) * perUnit}h`
		: short[word] !== undefined
			? amount + short[word]
			: undefined;
}
