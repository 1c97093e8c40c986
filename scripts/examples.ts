import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { SourceFile } from '../src/manifest/index.ts';

/** What the page of checks shows of a rule about files. */
export interface Example {
	/** The file of both parts; its ending is that of the files it shows. */
	readonly name: string;
	/** For the fence in Markdown. */
	readonly language: 'yaml' | 'ini';
	/** The rule speaks of it, and no other rule does. */
	readonly bad: string;
	/** The same without the problem. */
	readonly good: string;
}

const folder = new URL('../test/fixtures/config-examples/', import.meta.url);

/** The examples by the name of their rule; each is a file of two parts, `# Bad` and `# Good`. */
export function configExamples(): ReadonlyMap<string, Example> {
	return new Map(
		readdirSync(folder).map(name => {
			const extension = extname(name);
			const text = readFileSync(new URL(name, folder), 'utf8');
			const language = extension === '.yaml' ? 'yaml' : 'ini';
			return [name.slice(0, -extension.length), { name, language, ...partsOf(name, text) }];
		}),
	);
}

/** A text of several files has the path of each in a comment above it: `# manifests/etcd.yaml`. */
export function filesOfExample(text: string, name: string): SourceFile[] {
	const [head = '', ...rest] = text.split(/^# (\S+\.[a-z]+)\n/m);
	return head === ''
		? rest.flatMap((path, at) => (at % 2 === 0 ? [{ path, text: rest[at + 1] ?? '' }] : []))
		: [{ path: name, text }];
}

function partsOf(name: string, text: string): Pick<Example, 'bad' | 'good'> {
	const [, bad, good] = /^# Bad\n([^]+)\n# Good\n([^]+)$/.exec(text) ?? [];
	if (bad === undefined || good === undefined) {
		throw new Error(`${name} must have a part "# Bad" and then a part "# Good".`);
	}
	return { bad, good };
}
