/** The store of etcd 2 as a `.snap` file holds it: members and cluster version, and what users of etcd 2 wrote. */
export interface V2Contents {
	readonly members: readonly { readonly id: string; readonly isLearner: boolean }[];
	readonly removedMembers: readonly string[];
	readonly keys: number;
	readonly examples: readonly string[];
}

/** Stores without users' keys are a few KiB; what is larger than this is not taken into memory. */
const mostBytes = 32 * 1024 * 1024;
const mostExamples = 5;
/** The folder that etcd keeps its own things in; users' keys are in the others. */
const ownFolder = '/0';

interface Node {
	readonly path: string;
	/** A folder when there is none. */
	readonly value?: string;
	readonly children: Readonly<Record<string, unknown>>;
}

/** Undefined when the bytes are no such store, or too many. */
export function readV2Store(bytes: Uint8Array): V2Contents | undefined {
	const root = bytes.length <= mostBytes ? nodeOf(fieldsOf(parse(bytes))['Root']) : undefined;
	if (!root) {
		return undefined;
	}
	const own = childOf(root, ownFolder.slice(1));
	const keys = keysOutside(root);
	return {
		members: childrenOf(own && childOf(own, 'members')).map(memberOf),
		removedMembers: childrenOf(own && childOf(own, 'removed_members')).map(nameOf),
		keys: keys.count,
		examples: keys.examples,
	};
}

function memberOf(node: Node) {
	const attributes = fieldsOf(parseText(childOf(node, 'raftAttributes')?.value ?? ''));
	return { id: nameOf(node), isLearner: attributes['isLearner'] === true };
}

/** A list of folders still to visit, so that depth costs no stack. */
function keysOutside(root: Node): { readonly count: number; readonly examples: readonly string[] } {
	const examples: string[] = [];
	let count = 0;
	const nodes = childrenOf(root).filter(({ path }) => path !== ownFolder);
	for (let node = nodes.pop(); node; node = nodes.pop()) {
		nodes.push(...childrenOf(node));
		if (node.value !== undefined) {
			count++;
			if (examples.length < mostExamples) {
				examples.push(node.path);
			}
		}
	}
	return { count, examples };
}

function nodeOf(value: unknown): Node | undefined {
	const fields = fieldsOf(value);
	const { Path: path, Value: text, Children: children } = fields;
	return typeof path === 'string'
		? { path, ...(children === null && typeof text === 'string' && { value: text }), children: fieldsOf(children) }
		: undefined;
}

function childOf(node: Node, name: string): Node | undefined {
	return nodeOf(node.children[name]);
}

function childrenOf(node: Node | undefined): Node[] {
	return Object.values(node?.children ?? {})
		.map(nodeOf)
		.filter(child => child !== undefined);
}

function nameOf({ path }: Node): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}

function parse(bytes: Uint8Array): unknown {
	return parseText(new TextDecoder().decode(bytes));
}

function parseText(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) {
			return undefined;
		}
		throw error;
	}
}
