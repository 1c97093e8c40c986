/** How long ago a time was, in milliseconds; `undefined` where there is no time. */
export function ageOf(now: number, time: string | undefined): number | undefined {
	const at = Date.parse(time ?? '');
	return Number.isNaN(at) ? undefined : now - at;
}

/** Whether something lasts for longer than a span. What has no time is taken for old: nobody knows better. */
export function isOlder(now: number, time: string | undefined, spanMs: number): boolean {
	const age = ageOf(now, time);
	return age === undefined || age > spanMs;
}
