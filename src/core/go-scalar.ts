import type { ConfigScalar } from './facts.ts';

/** All lower case, all upper case or with a capital: not `yEs`. */
const bools = new Set(
	['y', 'yes', 'on', 'n', 'no', 'off', 'true', 'false'].flatMap(word => [
		word,
		word.toUpperCase(),
		word.charAt(0).toUpperCase() + word.slice(1),
	]),
);

/** Whether a plain scalar of type `bool` says yes. */
export function isTrue(source: string): boolean {
	return /^(?:y|yes|on|true)$/i.test(source);
}

/** What a plain scalar is to the YAML 1.1 reader that Kubernetes and etcd use. */
export function plainScalarType(source: string): ConfigScalar['type'] {
	if (source === '' || /^(?:~|null|Null|NULL)$/.test(source)) {
		return 'null';
	}
	if (bools.has(source)) {
		return 'bool';
	}
	const digits = source.replaceAll('_', '');
	const isWhole = /^[-+]?(?:0|[1-9]\d*|0o?[0-7]+|0x[0-9a-fA-F]+|0b[01]+)$/.test(digits) && /^[-+]?\d/.test(source);
	if (isWhole && Math.abs(plainInt(digits)) < 2 ** 64) {
		return 'int';
	}
	// `1e400` is more than a float holds, and stays a text.
	return (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits) && Number.isFinite(Number(digits))) ||
		/^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(source)
		? 'float'
		: 'string';
}

/** The whole number that a plain scalar of type `int` is; octal with a leading zero. */
export function plainInt(source: string): number {
	const [, sign, digits = ''] = /^([-+]?)(.*)$/.exec(source.replaceAll('_', '')) ?? [];
	const value = /^0[0-7]+$/.test(digits) ? parseInt(digits, 8) : Number(digits);
	return sign === '-' ? -value : value;
}
