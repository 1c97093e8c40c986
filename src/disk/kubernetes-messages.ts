import data from './data/kubernetes-messages.json' with { type: 'json' };

/** One field of a message as the table has it: `7 labels {}s`. */
export interface MessageField {
	readonly number: number;
	/** In JSON. */
	readonly name: string;
	readonly many: 'one' | 'list' | 'map';
	/** One letter for what is no message: `s` text, `i` integer, `b` yes or no, `y` bytes, `d` floating point. */
	readonly type: string;
	/** Its fields stand among those of the message around it: `~`. */
	readonly isInline: boolean;
	/** JSON has it even when it is empty: `=`. */
	readonly isAlways: boolean;
	/** To be set to nothing is something else than not to be set: `?`. */
	readonly isOptional: boolean;
	/** A message that JSON has not when it is empty; others it has: `!`. */
	readonly isOmittedWhenZero: boolean;
}

/** Undefined fields of a list that is a message of its own: `*`. */
export interface MessageShape {
	readonly fields: ReadonlyMap<number, MessageField>;
	readonly isList: boolean;
}

/** Made by scripts/kubernetes-messages.ts: package → message → fields. A package is an API version or one of the machinery's. */
const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = data;

const known = new Map<string, MessageShape>();

/** The fields of `apps/v1#Deployment`; undefined where the table has no such message. */
export function messageShape(reference: string): MessageShape | undefined {
	const shape = known.get(reference) ?? readShape(reference);
	if (shape) {
		known.set(reference, shape);
	}
	return shape;
}

function readShape(reference: string): MessageShape | undefined {
	const [own = '', message = ''] = reference.split('#');
	const messages = Object.hasOwn(tables, own) ? tables[own] : undefined;
	const text = messages && Object.hasOwn(messages, message) ? messages[message] : undefined;
	if (text === undefined) {
		return undefined;
	}
	const isList = text.startsWith('*');
	const fields = text
		.slice(isList ? 1 : 0)
		.split(';')
		.filter(field => field !== '')
		.map(field => fieldOf(own, field));
	return { isList, fields: new Map(fields.map(field => [field.number, field])) };
}

function fieldOf(own: string, text: string): MessageField {
	const [, number, name = '', marks = '', many, type = ''] =
		/^(\d+) (\S+) ([~=?!]*)(\[\]|\{\})?(\S+)$/.exec(text) ?? [];
	return {
		number: Number(number),
		name,
		many: many === '[]' ? 'list' : many === '{}' ? 'map' : 'one',
		type: type.length === 1 || type.includes('#') ? type : `${own}#${type}`,
		isInline: marks === '~',
		isAlways: marks.startsWith('='),
		isOptional: marks.endsWith('?'),
		isOmittedWhenZero: marks === '!',
	};
}

/** Every message of the table, for tests. */
export function messageReferences(): string[] {
	return Object.entries(tables).flatMap(([own, messages]) => Object.keys(messages).map(message => `${own}#${message}`));
}
