const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `2147483648` → `2 GiB`; at most one digit after the point. */
export function formatBytes(bytes: number): string {
	const exponent = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(bytes))) / 10));
	const value = bytes / 1024 ** exponent;
	return `${Number(value.toFixed(1))} ${units[exponent]}`;
}

/** `8GiB`, `512 MiB` or a number of bytes; `undefined` when it is none of these. */
export function parseBytes(text: string): number | undefined {
	const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(B|[KMGT]iB)?$/i.exec(text.trim()) ?? [];
	const exponent = units.findIndex(each => each.toLowerCase() === (unit ?? 'B').toLowerCase());
	return amount === undefined ? undefined : Math.round(Number(amount) * 1024 ** exponent);
}

export const GiB = 1024 ** 3;
export const MiB = 1024 ** 2;
