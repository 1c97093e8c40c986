import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/**
 * Writes the table by which objects of Kubernetes are read as a kube-apiserver stores them: number, name and type of each
 * field. `node scripts/kubernetes-messages.ts [version]` takes it from the modules of Kubernetes itself, which Go's module
 * proxy serves; numbers and types stand in their `.proto` files, and in the tags of the Go types what becomes of a field in
 * JSON. src/disk/kubernetes-messages.ts says what the table looks like.
 */
const version = process.argv[2] ?? 'v0.36.3';
const output = join('src', 'disk', 'data', 'kubernetes-messages.json');

/** Groups whose objects are asked and answered, never stored. */
const neverStored = /^(admission|apidiscovery|authentication|authorization|imagepolicy)\//;

/** Go packages of the machinery that objects are made of, and what the table calls them. */
const machinery: Readonly<Record<string, string>> = {
	'pkg/apis/meta/v1': 'meta',
	'pkg/api/resource': 'resource',
	'pkg/runtime': 'runtime',
	'pkg/util/intstr': 'intstr',
};

const scalars: Readonly<Record<string, string>> = {
	string: 's',
	bool: 'b',
	int32: 'i',
	int64: 'i',
	bytes: 'y',
	double: 'd',
};

interface Package {
	/** In the table: `apps/v1`, `meta`. */
	readonly name: string;
	/** As `.proto` files name it. */
	readonly proto: string;
	readonly messages: ReadonlyMap<string, readonly ProtoField[]>;
	readonly go: ReadonlyMap<string, ReadonlyMap<number, GoField>>;
}

interface ProtoField {
	readonly number: number;
	readonly name: string;
	/** `[]` or `{}` before the type of an element. */
	readonly many: string;
	readonly type: string;
}

interface GoField {
	readonly json: string;
	readonly isInline: boolean;
	readonly isOmittedWhenEmpty: boolean;
	/** Go omits a struct only when it is told so. */
	readonly isOmittedWhenZero: boolean;
	readonly isPointer: boolean;
}

function folderOf(module: string): string {
	const args = ['mod', 'download', '-json', `${module}@${version}`];
	const answer = execFileSync('go', args, { cwd: tmpdir(), encoding: 'utf8' });
	return (JSON.parse(answer) as { readonly Dir: string }).Dir;
}

function packagesIn(root: string, nameOf: (folder: string) => string | undefined): Package[] {
	return globSync('**/generated.proto', { cwd: root }).flatMap(path => {
		const folder = join(root, path, '..');
		const name = nameOf(relative(root, folder).replaceAll('\\', '/'));
		return name === undefined ? [] : [readPackage(folder, name)];
	});
}

function readPackage(folder: string, name: string): Package {
	const proto = readFileSync(join(folder, 'generated.proto'), 'utf8');
	const sources = globSync('*.go', { cwd: folder }).filter(file => !/generated|_test\.go$/.test(file));
	return {
		name,
		proto: /^package ([\w.]+);/m.exec(proto)?.[1] ?? '',
		messages: messagesOf(proto),
		go: new Map(sources.flatMap(file => [...structsOf(readFileSync(join(folder, file), 'utf8'))])),
	};
}

function messagesOf(proto: string): Map<string, ProtoField[]> {
	const messages = [...proto.matchAll(/^message (\w+) \{\n([\s\S]*?)^\}/gm)];
	return new Map(messages.map(([, name = '', body = '']) => [name, fieldsOf(body)]));
}

const protoField = /^\s*(?:(?:optional|required|(repeated)) ([\w.]+)|map<string, ([\w.]+)>) (\w+) = (\d+);/gm;

function fieldsOf(body: string): ProtoField[] {
	return [...body.matchAll(protoField)].map(([, repeated, single, mapped, name = '', number = '']) => ({
		number: Number(number),
		name,
		many: mapped !== undefined ? '{}' : repeated !== undefined ? '[]' : '',
		type: mapped ?? single ?? '',
	}));
}

function structsOf(source: string): Map<string, Map<number, GoField>> {
	const structs = [...source.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)];
	return new Map(structs.map(([, name = '', body = '']) => [name, goFieldsOf(body)]));
}

const goField = /^\s*(?:\w+\s+)?(\S+)\s+`[^`\n]*json:"([^"]*)"[^`\n]*protobuf:"\w+,(\d+)[^`\n]*`/gm;

function goFieldsOf(body: string): Map<number, GoField> {
	return new Map(
		[...body.matchAll(goField)].map(([, type = '', json = '', number = '']) => {
			const [name = '', ...options] = json.split(',');
			return [
				Number(number),
				{
					json: name,
					isInline: options.includes('inline'),
					isOmittedWhenEmpty: options.includes('omitempty') || options.includes('omitzero'),
					isOmittedWhenZero: options.includes('omitzero'),
					isPointer: type.startsWith('*'),
				},
			];
		}),
	);
}

/** What becomes of a field in JSON; the reader of the table says what each mark means. */
function mark(go: GoField | undefined): string {
	if (!go) {
		return '?';
	}
	if (go.isInline) {
		return '~';
	}
	return go.isOmittedWhenEmpty ? (go.isPointer ? '?' : go.isOmittedWhenZero ? '!' : '') : go.isPointer ? '=?' : '=';
}

function render(own: Package, packages: readonly Package[], message: string): { text: string; refers: string[] } {
	const refers: string[] = [];
	const fields = (own.messages.get(message) ?? []).map(field => {
		const go = own.go.get(message)?.get(field.number);
		const type = scalars[field.type] ?? reference(own, packages, field.type);
		if (!(field.type in scalars)) {
			refers.push(type.includes('#') ? type : `${own.name}#${type}`);
		}
		return `${field.number} ${go?.json || field.name} ${mark(go)}${field.many}${type}`;
	});
	// A list that has a type of its own.
	const isList = !own.go.has(message) && fields.length === 1 && /^1 items /.test(fields[0] ?? '');
	return { text: `${isList ? '*' : ''}${fields.join(';')}`, refers };
}

function reference(own: Package, packages: readonly Package[], type: string): string {
	if (!type.includes('.')) {
		return type;
	}
	const path = type.replace(/^\./, '');
	const target = packages.find(
		({ proto, messages }) => messages.has(path.slice(proto.length + 1)) && path.startsWith(proto),
	);
	if (!target) {
		throw new Error(`${own.proto} refers to ${type}, which is in none of the packages.`);
	}
	const name = path.slice(target.proto.length + 1);
	return target === own ? name : `${target.name}#${name}`;
}

function apiVersionOf(root: string, folder: string): string | undefined {
	if (neverStored.test(folder)) {
		return undefined;
	}
	const [, group] = /GroupName\s*=\s*"([^"]*)"/.exec(readFileSync(join(root, folder, 'register.go'), 'utf8')) ?? [];
	const apiVersion = folder.split('/').at(-1) ?? '';
	return group ? `${group}/${apiVersion}` : apiVersion;
}

const api = folderOf('k8s.io/api');
const packages = [
	...packagesIn(api, folder => apiVersionOf(api, folder)),
	...packagesIn(folderOf('k8s.io/apimachinery'), folder => machinery[folder]),
];
const isStored = (own: Package, message: string) =>
	own.messages.get(message)?.some(({ number, type }) => number === 1 && type.endsWith('meta.v1.ObjectMeta'));
const waiting = packages.flatMap(own =>
	[...own.messages.keys()].filter(each => isStored(own, each)).map(each => `${own.name}#${each}`),
);
const table: Record<string, Record<string, string>> = {};
for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
	const [name = '', message = ''] = next.split('#');
	const own = packages.find(each => each.name === name);
	if (!own?.messages.has(message)) {
		throw new Error(`There is no message ${next}.`);
	}
	const messages = (table[name] ??= {});
	if (messages[message] === undefined) {
		const { text, refers } = render(own, packages, message);
		messages[message] = text;
		waiting.push(...refers);
	}
}
const sorted = Object.fromEntries(
	Object.entries(table)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, messages]) => [
			name,
			Object.fromEntries(Object.entries(messages).sort(([a], [b]) => (a < b ? -1 : 1))),
		]),
);
writeFileSync(output, `${JSON.stringify(sorted, undefined, '\t')}\n`);
