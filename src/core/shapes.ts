/** Says where a value read from JSON is not of its type; `undefined` when it is. */
export type Shape = (value: unknown, path: string) => string | undefined;

/** A shape for every field of `T`: the compiler demands those that are added later. */
export type Fields<T> = { readonly [K in keyof T]-?: Shape };

export const text: Shape = (value, path) => (typeof value === 'string' ? undefined : path);
export const flag: Shape = (value, path) => (typeof value === 'boolean' ? undefined : path);
export const number: Shape = (value, path) => (typeof value === 'number' && Number.isFinite(value) ? undefined : path);

/** Milliseconds since 1970, as far as a date can hold them. */
export const moment: Shape = (value, path) =>
	typeof value === 'number' && Math.abs(value) <= 8.64e15 ? undefined : path;

/** A date in words. */
export const date: Shape = (value, path) =>
	typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? undefined : path;

export function oneOf(...words: readonly string[]): Shape {
	return (value, path) => (typeof value === 'string' && words.includes(value) ? undefined : path);
}

export function optional(shape: Shape): Shape {
	return (value, path) => (value === undefined ? undefined : shape(value, path));
}

export function list(shape: Shape): Shape {
	return (value, path) =>
		Array.isArray(value) ? firstOf(value.map((item, index) => shape(item, `${path}[${index}]`))) : path;
}

export function record(shape: Shape): Shape {
	return (value, path) =>
		isObject(value) ? firstOf(Object.entries(value).map(([key, item]) => shape(item, `${path}.${key}`))) : path;
}

export function object<T>(fields: Fields<T>): Shape {
	// The keys of a mapped type are strings here: facts have no others.
	const shapes = Object.entries(fields) as [string, Shape][];
	return (value, path) =>
		isObject(value)
			? firstOf(shapes.map(([key, shape]) => shape(value[key], path === '' ? key : `${path}.${key}`)))
			: path;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstOf(problems: readonly (string | undefined)[]): string | undefined {
	return problems.find(problem => problem !== undefined);
}
