import { isMap, isNode, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';

interface Placed {
	/** `networking.podSubnet`, `bootstrapTokens[0].ttl` */
	readonly path: string;
	readonly from: number;
	readonly to: number;
}

/**
 * Of every complaint of kubeadm the lines of which one must hold an error, as far as the message tells: a path of a field,
 * or a line of a document. A complaint that names nothing that is in the file yields nothing.
 */
export function expectedLines(said: string, text: string): (readonly number[])[] {
	const fields = fieldsOf(text);
	const linesOf = (matches: (field: Placed) => boolean) =>
		fields
			.filter(matches)
			.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_each, index) => from + index));
	const unknown = [...said.matchAll(/unknown field "([^"]+)"/g)].map(([, path]) => linesOf(each => each.path === path));
	const typed = [...said.matchAll(/into Go struct field \w+\.(\S+) of type/g)].map(([, path = '']) => {
		// Go leaves out the numbers of items, and puts in the names of structs.
		const last = path.split('.').at(-1) ?? '';
		return linesOf(
			each =>
				each.path
					.replace(/\[\d+\]/g, '')
					.split('.')
					.at(-1) === last,
		);
	});
	const semantic = [
		...said.matchAll(/(?:^|[[,:] )([a-z][\w.[\]]*): (?:Invalid|Required|Forbidden|Unsupported) value/g),
	].map(([, path]) => linesOf(each => each.path === path));
	return [...unknown, ...typed, ...semantic].filter(lines => lines.length > 0);
}

function fieldsOf(text: string): Placed[] {
	const lines = new LineCounter();
	const documents = parseAllDocuments(text, {
		uniqueKeys: false,
		strict: false,
		lineCounter: lines,
		logLevel: 'silent',
	});
	const lineOf = (offset: number) => lines.linePos(offset).line;
	const found: Placed[] = [];
	const visit = (node: unknown, path: string): void => {
		if (isMap(node)) {
			for (const { key, value } of node.items) {
				const name = `${path}${path === '' ? '' : '.'}${isScalar(key) ? String(key.value) : ''}`;
				const start = isNode(key) ? (key.range?.[0] ?? 0) : 0;
				const end = (isNode(value) ? value.range?.[1] : undefined) ?? start;
				found.push({ path: name, from: lineOf(start), to: lineOf(Math.max(start, end - 1)) });
				visit(value, name);
			}
		} else if (isSeq(node)) {
			node.items.forEach((item, index) => visit(item, `${path}[${index}]`));
		}
	};
	(Array.isArray(documents) ? documents : []).forEach(document => visit(document.contents, ''));
	return found;
}
