import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { contextValues } from '../../../src/ui/tree/context-values.ts';

interface Manifest {
	readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
	readonly contributes: {
		readonly commands: readonly { readonly command: string; readonly category: string }[];
		readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
		readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
		readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
		readonly viewsWelcome: readonly { readonly view: string; readonly when: string; readonly contents: string }[];
		readonly walkthroughs: readonly { readonly steps: readonly WalkthroughStep[] }[];
	};
}

interface WalkthroughStep {
	readonly id: string;
	readonly media: { readonly markdown: string };
	readonly completionEvents: readonly string[];
}

const manifestText = readFileSync('package.json', 'utf8');
const { capabilities, contributes } = JSON.parse(manifestText) as Manifest;
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const declared = contributes.commands.map(({ command }) => command);
const views = Object.values(contributes.views)
	.flat()
	.map(({ id }) => id);
const sources = globSync('src/{ui/**/*,extension}.ts').map(path => readFileSync(path, 'utf8'));
const whens = [...Object.values(contributes.menus).flat(), ...contributes.viewsWelcome].flatMap(
	({ when }) => when ?? [],
);

function named(text: string, pattern: RegExp): string[] {
	return [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))].sort();
}

describe('The manifest', () => {
	it('declares every command of the code, and no other', () => {
		const table = readFileSync('src/ui/commands/index.ts', 'utf8');
		assert.deepEqual([...declared].sort(), named(table, /'(quorum\.\w+)':/g));
		assert.ok(contributes.commands.every(({ category }) => category === 'etcd'));
	});

	it('has one command in each file of the folder', () => {
		const files = globSync('src/ui/commands/*.ts').map(path => path.replace(/^.*[/\\]/, ''));
		const ids = files.filter(file => file !== 'index.ts').map(file => camel(file.replace(/\.ts$/, '')));
		assert.deepEqual(ids.map(id => `quorum.${id}`).sort(), [...declared].sort());
	});

	it('mentions only commands that there are: in menus, in texts, and in the code', () => {
		const inMenus = Object.values(contributes.menus)
			.flat()
			.map(({ command }) => command);
		const inTexts = named(Object.values(words).join('\n'), /command:(quorum\.\w+(?:\.\w+)?)/g);
		const inCode = named(sources.join('\n'), /(?:command:|executeCommand\(|command =) '(quorum\.[\w.]+)'/g);
		const known = [...declared, ...views.map(view => `${view}.focus`)];
		const strangers = [...inMenus, ...inTexts, ...inCode].filter(command => !known.includes(command));
		assert.ok(inMenus.length > 10 && inTexts.length > 3 && inCode.length > 1, 'the patterns find too little');
		assert.deepEqual(strangers, []);
	});

	it('declares every view of the code, and no other', () => {
		assert.deepEqual([...views].sort(), named(sources.join('\n'), /createTreeView\('([\w.]+)'/g));
		assert.ok(contributes.viewsWelcome.every(({ view }) => views.includes(view)));
	});

	it('declares every setting that is read, and no other', () => {
		const settings = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
		const read = named(readFileSync('src/ui/settings.ts', 'utf8'), /(?:Of|valueOf)\('(quorum\.\w+)'/g);
		assert.deepEqual([...settings].sort(), read);
		assert.ok(capabilities.untrustedWorkspaces.restrictedConfigurations.every(name => settings.includes(name)));
	});

	it('reads every context key that the code sets, and no other', () => {
		const keys = named(whens.join('\n'), /(?:^|[\s!(])(quorum\.\w+)/g).filter(key => !views.includes(key));
		const set = named(sources.join('\n'), /setContext\('(quorum\.\w+)'/g);
		assert.deepEqual(keys, set);
	});

	it('has menus only for items that there are', () => {
		const fits = (when: string): boolean => {
			const [, literal] = /viewItem == ([\w.]+)/.exec(when) ?? [];
			const [, pattern] = /viewItem =~ \/((?:\\.|[^/])+)\//.exec(when) ?? [];
			return contextValues.some(value => value === literal || (pattern && new RegExp(pattern).test(value)));
		};
		const ofItems = whens.filter(when => when.includes('viewItem'));
		assert.ok(ofItems.length > 5);
		assert.deepEqual(
			ofItems.filter(when => !fits(when)),
			[],
		);
	});

	it('finds all its words, and has none that nobody reads', () => {
		assert.deepEqual(named(manifestText, /"%([^%"]+)%"/g), Object.keys(words).sort());
	});

	it('ships the files it names', () => {
		const named = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown));
		const icons = Object.values(contributes.views).flatMap(each => each.map(({ icon }) => icon));
		const missing = [...named, ...icons, 'media/icon.png', 'media/sample/recording.json'].filter(
			path => !existsSync(path),
		);
		assert.deepEqual(missing, []);
	});

	it('has a walkthrough of at most six steps, the last of which needs no cluster', () => {
		const steps = contributes.walkthroughs.flatMap(each => each.steps);
		assert.ok(steps.length <= 6);
		assert.deepEqual(steps.at(-1)?.completionEvents, ['onCommand:quorum.openSample']);
	});
});

function camel(file: string): string {
	return file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
