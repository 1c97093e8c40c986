const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `2147483648` → `2 GiB`; at most one digit after the point. */
export function formatBytes(bytes: number): string {
	const exponent = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(bytes))) / 10));
	const value = bytes / 1024 ** exponent;
	return `${Number(value.toFixed(1))} ${units[exponent]}`;
}

export const GiB = 1024 ** 3;
export const MiB = 1024 ** 2;
