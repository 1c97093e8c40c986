import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { configChecks } from '../src/checks/config/index.ts';
import { diskChecks } from '../src/checks/disk/index.ts';
import { checks as liveChecks } from '../src/checks/index.ts';
import { clusterChecks } from '../src/checks/kubernetes/index.ts';
import { logChecks } from '../src/checks/log/index.ts';
import type { Check } from '../src/core/check.ts';
import { severities } from '../src/core/finding.ts';
import { etcdSchema, kubeadmSchema } from '../src/schema/json-schema.ts';
import { configExamples } from './examples.ts';
import { catalogOf, problemsOfWords } from './words.ts';

/**
 * What is made of the checks: their settings in the manifest, the words of those in both languages, and the page of all
 * checks; and the JSON schemas, made of the tables. `node scripts/generate.ts` writes the files; with `--check` it fails when one of them is stale, or a sentence
 * lacks its translation.
 */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
	const manifest = await manifestText();
	const words = await Promise.all([wordsText('package.nls.json'), wordsText('package.nls.zh-cn.json', 'zh-cn')]);
	return new Map([
		['package.json', manifest],
		['package.nls.json', words[0]],
		['package.nls.zh-cn.json', words[1]],
		['docs/checks.md', await pageText()],
		['schemas/etcd.json', await schemaText('schemas/etcd.json', etcdSchema({ strict: false }))],
		['schemas/kubeadm.json', await schemaText('schemas/kubeadm.json', kubeadmSchema({ strict: false }))],
	]);
}

/** The names of those whose text is not what it should be. */
export async function staleFiles(): Promise<string[]> {
	const stale: string[] = [];
	for (const [path, text] of await generatedFiles()) {
		if ((await readIfThere(path)) !== text) {
			stale.push(path);
		}
	}
	return stale;
}

const checks: readonly Check[] = [...liveChecks, ...clusterChecks, ...configChecks, ...diskChecks, ...logChecks];

type Json = Record<string, unknown>;

const parametersOf = (check: Check) =>
	Object.entries(check.params).map(([name, param]) => ({ id: `${check.id}.${name}`, ...param }));

async function manifestText(): Promise<string> {
	const manifest = JSON.parse(await readFile('package.json', 'utf8')) as {
		contributes: { configuration: { title: string; properties: Json }[] };
	};
	const section = manifest.contributes.configuration.find(({ title }) => title === '%settings.checks.title%');
	if (!section) {
		throw new Error('package.json has no section of settings for checks.');
	}
	section.properties = { 'quorum.severity': severitySetting(), 'quorum.parameters': parameterSetting() };
	return pretty(JSON.stringify(manifest), 'package.json');
}

function severitySetting(): Json {
	return {
		...objectSetting(1, '%setting.severity%'),
		properties: Object.fromEntries(
			checks.map(({ id }) => [
				id,
				{ type: 'string', enum: [...severities, 'off'], markdownDescription: `%severity.${id}%` },
			]),
		),
	};
}

function parameterSetting(): Json {
	return {
		...objectSetting(2, '%setting.parameters%'),
		properties: Object.fromEntries(
			checks
				.flatMap(parametersOf)
				.map(({ id }) => [id, { type: 'number', minimum: 0, markdownDescription: `%parameter.${id}%` }]),
		),
	};
}

function objectSetting(order: number, description: string): Json {
	return {
		type: 'object',
		scope: 'window',
		order,
		default: {},
		additionalProperties: false,
		markdownDescription: description,
	};
}

/** What people wrote stays; what is said of the checks comes from them, in Chinese from the catalog of sentences. */
async function wordsText(path: string, language?: string): Promise<string> {
	const catalog = language ? catalogOf() : {};
	const say = (text: string) => catalog[text] ?? text;
	const written = Object.entries(await jsonOf(path)).filter(([key]) => !/^(severity|parameter)\./.test(key));
	const made = checks.flatMap(check => [
		[`severity.${check.id}`, `${say(check.title)} (${check.severity})`],
		...parametersOf(check).map(param => [
			`parameter.${param.id}`,
			`${say(param.description)} (${param.unit}, ${param.default})`,
		]),
	]);
	return pretty(JSON.stringify(Object.fromEntries([...written, ...made])), path);
}

async function pageText(): Promise<string> {
	const sections = await Promise.all(checks.map(sectionOf));
	const introduction = [
		'# Checks',
		'Made of the checks themselves by `npm run generate`. A check is passed, failed, not applicable or unknown; the last two say why.',
		'Severities and parameters are the settings `quorum.severity` and `quorum.parameters`; the comment `# quorum-ignore: ID` on a line, or above it, suppresses a finding there.',
	];
	return `${[...introduction, ...sections].join('\n\n')}\n`;
}

async function sectionOf(check: Check): Promise<string> {
	const { why, sources } = await commentsOf(check.id);
	const params = parametersOf(check).map(
		({ id, unit, default: value, description, source }) =>
			`| \`${id}\` | ${value} | ${unit} | ${description} | ${source} |`,
	);
	return [
		`## ${check.id}`,
		`**${check.title}.** ${why}`,
		`*What to do:* ${check.remedy}`,
		`*Severity:* ${check.severity}. *Asks for:* ${check.needs.join(', ')}.${sources.map(source => ` *Source:* ${source}`).join('')}`,
		...(params.length > 0
			? [['| parameter | default | unit | what it bounds | source |', '|---|---|---|---|---|', ...params].join('\n')]
			: []),
		...exampleOf(check.id),
	].join('\n\n');
}

const examples = configExamples();

/** Every rule about files shows what it means; other checks have no text to show. */
function exampleOf(id: string): string[] {
	const [, name] = /^config\/(.+)$/.exec(id) ?? [];
	if (name === undefined) {
		return [];
	}
	const example = examples.get(name);
	if (!example) {
		throw new Error(`${id} has no example: write test/fixtures/config-examples/${name}.yaml.`);
	}
	const fenced = (text: string) => `\`\`\`${example.language}\n${text.trimEnd()}\n\`\`\``;
	return ['*Bad:*', fenced(example.bad), '*Good:*', fenced(example.good)];
}

/** The comment above a check says why it matters; its line `// Source:` says who says so. */
async function commentsOf(id: string): Promise<{ readonly why: string; readonly sources: string[] }> {
	const source = await readFile(`src/checks/${id}.ts`, 'utf8');
	const [, above] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export default/.exec(source) ?? [];
	if (above === undefined) {
		throw new Error(`src/checks/${id}.ts does not say above the check why it matters.`);
	}
	const sources = [...source.matchAll(/\/\/ Source: (.*(?:\n\s*\/\/ (?!Source:).*)*)/g)];
	return {
		why: oneLine(above, /^\s*\*?/gm),
		sources: sources.map(([, text]) => oneLine(text ?? '', /^\s*\/\//gm)),
	};
}

function oneLine(text: string, lead: RegExp): string {
	return text.replace(lead, ' ').replace(/\s+/g, ' ').trim();
}

/** For editors that know JSON schemas; what must be said of a file our own rules say. */
function schemaText(path: string, schema: object): Promise<string> {
	return pretty(JSON.stringify(schema), path);
}

async function pretty(text: string, path: string): Promise<string> {
	return format(text, { ...(await resolveConfig(path)), filepath: path });
}

async function jsonOf(path: string): Promise<Json> {
	return JSON.parse((await readIfThere(path)) ?? '{}') as Json;
}

async function readIfThere(path: string): Promise<string | undefined> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		if (Object(error).code === 'ENOENT') {
			return undefined;
		}
		throw error;
	}
}

if (import.meta.main) {
	if (process.argv.includes('--check')) {
		const stale = (await staleFiles()).map(path => `Stale: ${path}. Run: npm run generate`);
		const problems = [...problemsOfWords(), ...stale];
		process.stderr.write(problems.map(problem => `${problem}\n`).join(''));
		process.exitCode = problems.length === 0 ? 0 : 1;
	} else {
		for (const [path, text] of await generatedFiles()) {
			await writeFile(path, text);
		}
	}
}
