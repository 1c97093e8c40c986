/** The name that somebody most likely meant; nothing when none is near. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
	const wanted = plain(name);
	const most = Math.max(1, Math.floor(name.length / 3));
	let best: { readonly name: string; readonly distance: number } | undefined;
	for (const candidate of names) {
		const bound = Math.min(most, best?.distance ?? most);
		const distance = Math.abs(candidate.length - name.length) > most ? most + 1 : distanceOf(wanted, plain(candidate));
		if (distance <= bound && distance < (best?.distance ?? Infinity)) {
			best = { name: candidate, distance };
		}
	}
	return best?.name;
}

/** Case, dashes and underscores are what people mistake most. */
function plain(name: string): string {
	return name.toLowerCase().replace(/[-_]/g, '');
}

/** How many letters to insert, delete, replace or swap with a neighbour. */
function distanceOf(a: string, b: string): number {
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const isSame = a[i - 1] === b[j - 1];
			let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
			}
			next.push(cost);
		}
		before = row;
		row = next;
	}
	return row[b.length] ?? 0;
}
