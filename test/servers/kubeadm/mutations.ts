const values =
	`""|''|null|~|true|yes|"true"|0|-1|1|65536|1.5|"1"|abc|A_B|a b|10.0.0.1|10.0.0.0/8|10.0.0.0/33|"fd00::/64"|` +
	`10.0.0.0/24,10.1.0.0/24|http://a:1|https://a:1/x|a:1|[]|{}|[a]|{a: b}|5m|1d|"5"|/abs|rel/x|/x.crt|v1.36.1|v1.36|` +
	`1.36.0|stable|*.a.b|"*"|Always|abcdef.0123456789abcdef|2030-01-31T12:00:00Z|x@y|a/b:c|host:99999|"[::1]:6443"|` +
	`:6443|010.0.0.1|::1|1e3|0x10|010|1_000|on|.5|RSA-2048|unix://|10.96.0.0/12, 10.0.0.0/8|!!str 5|99999999999`;
const pool = values.split('|');

/** Files with one or two lines changed, the same for the same seed. */
export function* mutationsOf(bases: readonly string[], seed: number, count: number): Generator<string> {
	let state = seed;
	const below = (bound: number) => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return Math.floor((state / 2147483648) * bound);
	};
	const pick = (items: readonly string[]) => items[below(items.length)] ?? '';
	const mutate = (text: string) => {
		const lines = text.split('\n');
		const at = below(lines.length);
		const line = lines[at] ?? '';
		const [, lead = '', key, value = ''] = /^(\s*(?:- )?)(\w+): (.+)$/.exec(line) ?? [];
		const [, dash] = /^(\s*- )[^:{]+$/.exec(line) ?? [];
		const how = below(8);
		if (dash !== undefined) {
			lines[at] = dash + pick(pool);
		} else if (key !== undefined && how === 0) {
			lines[at] = `${lead}${key.toLowerCase() === key ? `${key}s` : key.toLowerCase()}: ${value}`;
		} else if (key !== undefined && how < 3 && !lead.includes('-')) {
			lines.splice(at, 1, ...(how === 1 && /^[\w"./:-]+$/.test(value) ? [line, line] : []));
		} else if (key !== undefined && !/apiVersion|kind/.test(key)) {
			lines[at] = `${lead}${key}: ${pick(pool)}`;
		}
		return lines.join('\n');
	};
	for (let made = 0; made < count; made++) {
		yield mutate(mutate(pick(bases)));
	}
}
