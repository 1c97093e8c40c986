import { readFile, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';
import { readPlainYaml } from '../../manifest/plain-yaml.ts';
import { kubeconfigItems, scalarOf, type KubeconfigItem, type Section } from './kubeconfig-items.ts';

/** What a kubeconfig names. Nothing secret is in it, and it can be kept. */
export interface Kubeconfig {
	readonly file: string;
	readonly currentContext?: string;
	readonly contexts: readonly KubeContext[];
	/** The address of each cluster by its name. */
	readonly servers: ReadonlyMap<string, string>;
	readonly users: ReadonlySet<string>;
}

export interface KubeContext {
	readonly name: string;
	readonly cluster: string;
	readonly user: string;
	readonly namespace?: string;
}

/** Five thousand contexts with certificates are some 23 MB. */
const largestBytes = 128 * 1024 * 1024;
/** What is not written as kubectl writes it goes through a YAML parser as a whole, which is slow. */
const largestForParser = 2 * 1024 * 1024;

/** Reads the names in a kubeconfig. Throws `ExpectedError` where it is none, or cannot be read. */
export async function readKubeconfig(file: string): Promise<Kubeconfig> {
	const bytes = await bytesOf(file);
	const { currentContext, items, isPlain } = await kubeconfigItems(bytes);
	if (!isPlain) {
		return namesOf(file, wholeOf(file, bytes));
	}
	const contexts: KubeContext[] = [];
	const servers = new Map<string, string>();
	const users = new Set<string>();
	let since = performance.now();
	for (const [index, item] of items.entries()) {
		if (index % 64 === 0 && performance.now() - since > 10) {
			await setImmediate();
			since = performance.now();
		}
		const { name, fields } = quickly(item) ?? carefully(item, bytes, file);
		if (name === '') {
			continue;
		}
		if (item.section === 'contexts') {
			contexts.push(contextOf(name, fields));
		} else if (item.section === 'clusters') {
			servers.set(name, fields['server'] ?? '');
		} else {
			users.add(name);
		}
	}
	return { file, ...(currentContext && { currentContext }), contexts, servers, users };
}

/** The raw fields of one named thing of a kubeconfig, secrets included: for the moment of connecting alone. */
export async function readNamed(
	file: string,
	wanted: Readonly<Partial<Record<Section, string>>>,
): Promise<Readonly<Record<Section, Readonly<Record<string, unknown>> | undefined>>> {
	const bytes = await bytesOf(file);
	const { items, isPlain } = await kubeconfigItems(bytes);
	const found: Record<Section, Readonly<Record<string, unknown>> | undefined> = {
		clusters: undefined,
		contexts: undefined,
		users: undefined,
	};
	const whole = isPlain ? undefined : wholeOf(file, bytes);
	for (const [section, name] of Object.entries(wanted)) {
		// The keys of `wanted` are sections.
		const of = section as Section;
		found[of] = whole
			? listOf(whole, of).find(each => each['name'] === name)
			: items
					.filter(item => item.section === of && (quickly(item)?.name ?? name) === name)
					.map(item => parsedItem(item, bytes, file))
					.find(each => each['name'] === name);
	}
	return found;
}

/** Of what kubectl wrote the names can be told by its indentation; `undefined` where they cannot. */
function quickly({ lines }: KubeconfigItem): { name: string; fields: Record<string, string> } | undefined {
	const first = lines[0]?.search(/[^ -]/) ?? -1;
	let name: string | undefined;
	const fields: Record<string, string> = {};
	let nested: number | undefined;
	for (const [index, line] of lines.entries()) {
		const indent = index === 0 ? first : line.search(/[^ ]/);
		const [, key = '', text = ''] = /^(?: *- )? *([\w-]+):(?: +(.*))?$/.exec(line) ?? [];
		if (indent === -1 || line[indent] === '#') {
			continue;
		}
		if (key === '' && indent <= (nested ?? first)) {
			return undefined;
		}
		if (indent === first) {
			const value = key === 'name' ? scalarOf(text) : '';
			if (value === undefined || (key !== 'name' && text.trim() !== '')) {
				return undefined;
			}
			name = key === 'name' ? value : name;
		} else if (indent === (nested ??= indent) && ['cluster', 'user', 'namespace', 'server'].includes(key)) {
			const value = scalarOf(text);
			if (value === undefined) {
				return undefined;
			}
			fields[key] = value;
		}
	}
	return name === undefined ? undefined : { name, fields };
}

function carefully(
	item: KubeconfigItem,
	bytes: Buffer,
	file: string,
): { name: string; fields: Record<string, string> } {
	const parsed = parsedItem(item, bytes, file);
	const inner = parsed[{ clusters: 'cluster', contexts: 'context', users: 'user' }[item.section]];
	const fields = Object.entries(isObject(inner) ? inner : {}).filter(
		(entry): entry is [string, string] =>
			['cluster', 'user', 'namespace', 'server'].includes(entry[0]) && typeof entry[1] === 'string',
	);
	return { name: textOf(parsed['name']), fields: Object.fromEntries(fields) };
}

function parsedItem({ start, end }: KubeconfigItem, bytes: Buffer, file: string): Readonly<Record<string, unknown>> {
	const list = parse(bytes.toString('utf8', start, end), file);
	const item: unknown = Array.isArray(list) ? list[0] : undefined;
	return isObject(item) ? item : {};
}

function wholeOf(file: string, bytes: Buffer): Readonly<Record<string, unknown>> {
	const text = bytes.toString('utf8');
	if (!/^\s*\{/.test(text) && bytes.length > largestForParser) {
		throw new ExpectedError(t('{0}: a kubeconfig of this size has to be written as kubectl writes it.', file));
	}
	const value = parse(text, file);
	if (value !== undefined && value !== null && !isObject(value)) {
		throw new ExpectedError(t('{0}: this is no kubeconfig.', file));
	}
	return value ?? {};
}

function parse(text: string, file: string): unknown {
	if (/^\s*\{/.test(text)) {
		try {
			return JSON.parse(text);
		} catch {
			// YAML in flow style begins alike.
		}
	}
	try {
		return readPlainYaml(text);
	} catch (error) {
		throw new ExpectedError(t('{0}: {1}', file, messageOf(error)));
	}
}

function namesOf(file: string, config: Readonly<Record<string, unknown>>): Kubeconfig {
	const currentContext = textOf(config['current-context']);
	const inner = (item: Readonly<Record<string, unknown>>, key: string) => (isObject(item[key]) ? item[key] : {});
	return {
		file,
		...(currentContext !== '' && { currentContext }),
		contexts: listOf(config, 'contexts').map(item => contextOf(textOf(item['name']), inner(item, 'context'))),
		servers: new Map(
			listOf(config, 'clusters').map(item => [textOf(item['name']), textOf(inner(item, 'cluster')['server'])]),
		),
		users: new Set(listOf(config, 'users').map(item => textOf(item['name']))),
	};
}

function contextOf(name: string, { cluster, user, namespace }: Readonly<Record<string, unknown>>): KubeContext {
	const space = textOf(namespace);
	return { name, cluster: textOf(cluster), user: textOf(user), ...(space !== '' && { namespace: space }) };
}

function listOf(config: Readonly<Record<string, unknown>>, section: Section): Readonly<Record<string, unknown>>[] {
	const list = config[section];
	return Array.isArray(list) ? list.filter(isObject) : [];
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A pipe or a device would never end, and what is far too large is no kubeconfig. */
async function bytesOf(file: string): Promise<Buffer> {
	try {
		const stats = await stat(file);
		if (!stats.isFile()) {
			throw new ExpectedError(t('it is no regular file'));
		}
		if (stats.size > largestBytes) {
			throw new ExpectedError(t('it is larger than {0} MiB', largestBytes / 1024 / 1024));
		}
		return await readFile(file);
	} catch (error) {
		throw new ExpectedError(t('The kubeconfig {0} cannot be read: {1}', file, messageOf(error)));
	}
}
