import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * The sentences that users see, found in the sources, and the catalog of their translations held against them.
 * `node scripts/words.ts` prints every key in the order of the sources, `--missing` those without a translation;
 * `--check` fails on whatever `problemsOfWords` finds. The catalog itself is written by people.
 */
export const catalogPath = 'l10n/bundle.l10n.zh-cn.json';

export interface Words {
	/** Each sentence once, in the order of the files and of the text. */
	readonly keys: ReadonlySet<string>;
	/** Sentences that cannot be translated the way they are written. */
	readonly problems: readonly string[];
}

export function wordsOfSources(): Words {
	const files = globSync('src/**/*.ts').map(path => path.replaceAll('\\', '/'));
	return wordsOf(files.sort().map(path => ({ path, text: readFileSync(path, 'utf8') })));
}

export function wordsOf(files: readonly { readonly path: string; readonly text: string }[]): Words {
	const keys = new Set<string>();
	const problems: string[] = [];
	for (const { path, text } of files) {
		const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
		const found: Found = {
			key: text => void keys.add(text),
			problem: (node, what) => {
				const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
				problems.push(`${path}:${line + 1}: ${what}`);
			},
		};
		visit(source, found);
	}
	return { keys, problems };
}

/** What keeps users from reading every sentence in both languages; nothing when all is well. */
export function problemsOfWords(): string[] {
	const { keys, problems } = wordsOfSources();
	return [...problems, ...problemsOfCatalog(keys, catalogOf()).map(problem => `${catalogPath}: ${problem}`)];
}

export function problemsOfCatalog(keys: ReadonlySet<string>, catalog: Readonly<Record<string, string>>): string[] {
	const isOther = ([key, words]: readonly [string, string]) => placeholdersOf(key) !== placeholdersOf(words);
	const translated = Object.entries(catalog);
	return [
		...[...keys].filter(key => !Object.hasOwn(catalog, key)).map(key => `missing: ${key}`),
		...translated.filter(([key]) => !keys.has(key)).map(([key]) => `not in the sources: ${key}`),
		...translated.filter(([, words]) => words.trim() === '').map(([key]) => `empty: ${key}`),
		...translated.filter(isOther).map(([key, words]) => `other placeholders: ${key} → ${words}`),
	];
}

/** Which placeholders a sentence has; an order of its own is a translation's right. */
function placeholdersOf(sentence: string): string {
	return [...new Set(sentence.match(/\{\d+\}/g))].sort().join();
}

export function catalogOf(): Record<string, string> {
	return JSON.parse(readFileSync(catalogPath, 'utf8')) as Record<string, string>;
}

interface Found {
	key(text: string): void;
	problem(node: ts.Node, what: string): void;
}

function visit(node: ts.Node, found: Found): void {
	if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
		if (node.expression.text === 't') {
			visitTranslation(node, found);
		} else if (node.expression.text === 'sentences') {
			node.arguments.filter(ts.isObjectLiteralExpression).forEach(table => visitTable(table, found));
		} else if (['check', 'configCheck', 'logCheck'].includes(node.expression.text)) {
			node.arguments.filter(ts.isObjectLiteralExpression).forEach(value => visitCheck(value, found));
		}
	}
	const bare = bareSentence(node);
	if (bare) {
		found.problem(bare, `not through t(): ${bare.getText()}`);
	}
	ts.forEachChild(node, child => visit(child, found));
}

function visitTranslation(call: ts.CallExpression, found: Found): void {
	const [sentence] = call.arguments;
	if (sentence && ts.isStringLiteralLike(sentence)) {
		found.key(sentence.text);
	} else if (!sentence || !isOfCheck(sentence)) {
		found.problem(call, `t() takes a literal or the words of a check: ${call.getText()}`);
	}
	if (!ts.findAncestor(call, runsLater)) {
		found.problem(call, `t() at import, before the language is known: ${call.getText()}`);
	}
}

/** A function, or what is made with each object of a class. */
function runsLater(node: ts.Node): boolean {
	return (
		ts.isFunctionLike(node) ||
		(ts.isPropertyDeclaration(node) && (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) === 0)
	);
}

/** `check.title`, `titles.get(id) ?? id` and their like: words that a check holds, whose literals are found there. */
function isOfCheck(node: ts.Expression): boolean {
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
		return isOfCheck(node.left);
	}
	if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
		return node.expression.name.text === 'get' && /\btitles$/.test(node.expression.expression.getText());
	}
	return ts.isPropertyAccessExpression(node) && wordsOfCheck.has(node.name.text);
}

const wordsOfCheck = new Set(['title', 'remedy', 'description', 'source']);

/** A table of `sentences`: every value is one. */
function visitTable(table: ts.ObjectLiteralExpression, found: Found): void {
	for (const property of table.properties) {
		if (ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.initializer)) {
			found.key(property.initializer.text);
		} else {
			found.problem(property, `a table of sentences holds literals: ${property.getText()}`);
		}
	}
}

/** The words of the check and, a level or two deeper, of its parameters; `run` speaks through t(). */
function visitCheck(value: ts.ObjectLiteralExpression, found: Found): void {
	for (const property of value.properties.filter(ts.isPropertyAssignment)) {
		const { name, initializer } = property;
		if (ts.isObjectLiteralExpression(initializer)) {
			visitCheck(initializer, found);
		} else if (wordsOfCheck.has(name.getText())) {
			if (ts.isStringLiteralLike(initializer)) {
				found.key(initializer.text);
			} else {
				found.problem(initializer, `the words of a check are literals: ${property.getText()}`);
			}
		}
	}
}

const shownProperties = new Set([
	'title',
	'prompt',
	'placeHolder',
	'label',
	'detail',
	'tooltip',
	'message',
	'openLabel',
]);

/** A literal that is shown as it stands: an argument of a message box, of a failure or of an option, or a text of the editor. */
function bareSentence(node: ts.Node): ts.Node | undefined {
	if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
		const name = node.expression.name.text;
		return /^(show(Information|Warning|Error)Message|option|description)$/.test(name)
			? node.arguments.find(isSentence)
			: undefined;
	}
	if (ts.isNewExpression(node) && /^(ExpectedError|InvalidArgumentError|Option)$/.test(node.expression.getText())) {
		return node.arguments?.find(isSentence);
	}
	if (ts.isPropertyAssignment(node) && /\/(ui|cli)\//.test(node.getSourceFile().fileName)) {
		return shownProperties.has(node.name.getText()) && isSentence(node.initializer) ? node.initializer : undefined;
	}
	return undefined;
}

/** Has a word of its own, and is neither a flag such as `--output <file>` nor the name of a format, alike in every language. */
function isSentence(node: ts.Node): boolean {
	if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) {
		return false;
	}
	const text = node.getText().replace(/^.|.$|\$\{[^}]*\}/g, '');
	return /[a-z]{2}/i.test(text) && !/^(--.*|Markdown|SARIF [\d.]+|(etcd-diagnosis )?JSON)$/.test(text);
}

if (import.meta.main) {
	if (process.argv.includes('--check')) {
		const problems = problemsOfWords();
		process.stderr.write(problems.map(problem => `${problem}\n`).join(''));
		process.exitCode = problems.length === 0 ? 0 : 1;
	} else {
		const { keys } = wordsOfSources();
		const catalog = process.argv.includes('--missing') ? catalogOf() : {};
		const wanted = [...keys].filter(key => !Object.hasOwn(catalog, key));
		process.stdout.write(wanted.map(key => `${JSON.stringify(key)}\n`).join(''));
	}
}
