const factors: Readonly<Record<string, number>> = {
	n: 1e-9,
	u: 1e-6,
	m: 1e-3,
	'': 1,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 1e12,
	P: 1e15,
	E: 1e18,
	Ki: 1024,
	Mi: 1024 ** 2,
	Gi: 1024 ** 3,
	Ti: 1024 ** 4,
	Pi: 1024 ** 5,
	Ei: 1024 ** 6,
};

/** A quantity as Kubernetes writes it, `500m`, `2Gi`, `1e3`, in its base unit; `undefined` for what is none. */
export function parseQuantity(text: string | number | undefined): number | undefined {
	if (typeof text === 'number') {
		return text;
	}
	const [, number, suffix = '', exponent] =
		/^([+-]?[0-9.]+)(?:([numkMGTPE]|[KMGTPE]i)|e([+-]?\d+))?$/i.exec(text ?? '') ?? [];
	const factor = exponent === undefined ? factors[suffix] : 10 ** Number(exponent);
	const value = Number(number) * (factor ?? Number.NaN);
	return Number.isFinite(value) ? value : undefined;
}
