import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { catalogOf, problemsOfWords, wordsOfSources } from '../../../scripts/words.ts';
import { checks } from '../../../src/checks/index.ts';

const wordsIn = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
const linksIn = (text: string | undefined) => (text?.match(/command:[\w.]+|`[^`]+`/g) ?? []).sort();

/** Sentences without a word to translate. */
const wordless = /^(ID|learner|leader|follower|(\W|\d)*|(etcd|\W|\d)+)$/;

describe('The Chinese catalog', () => {
	it('has every sentence of the sources, and no other', () => {
		assert.deepEqual(problemsOfWords(), []);
	});

	it('has all that the checks say of themselves', () => {
		const { keys } = wordsOfSources();
		const said = checks.flatMap(({ title, remedy, params }) => [
			...[title, remedy],
			...Object.values(params).flatMap(({ description, source }) => [description, source]),
		]);
		assert.ok(said.length > 150);
		assert.deepEqual(
			said.filter(sentence => !keys.has(sentence)),
			[],
		);
	});

	it('is Chinese, and keeps flags and code', () => {
		const kept = (text: string) => (text.match(/--[a-z][\w-]+|`[^`]+`|https?:\/\/\S*[\w/]/g) ?? []).sort();
		for (const [english, chinese] of Object.entries(catalogOf())) {
			assert.ok(/\p{Script=Han}/u.test(chinese) || wordless.test(chinese), chinese);
			assert.deepEqual(kept(chinese), kept(english), chinese);
		}
	});
});

describe('The Chinese words of the manifest', () => {
	const [english, chinese] = [wordsIn('package.nls.json'), wordsIn('package.nls.zh-cn.json')];

	it('are those of the English ones', () => {
		assert.deepEqual(Object.keys(chinese).sort(), Object.keys(english).sort());
	});

	it('are Chinese, and keep links and code', () => {
		for (const [key, text] of Object.entries(chinese)) {
			assert.match(text, /\p{Script=Han}/u, key);
			assert.deepEqual(linksIn(text), linksIn(english[key]), key);
		}
	});
});

describe('The pages of the walkthrough', () => {
	// VS Code shows `NAME.nls.LANGUAGE.md` in place of `NAME.md` where there is one.
	for (const page of globSync('media/walkthrough/*.md', { exclude: ['**/*.nls.*'] })) {
		it(`has ${page} in Chinese too`, () => {
			const chinese = readFileSync(page.replace(/\.md$/, '.nls.zh-cn.md'), 'utf8');
			assert.match(chinese, /^## \p{Script=Han}/u);
			assert.deepEqual(linksIn(chinese), linksIn(readFileSync(page, 'utf8')));
		});
	}
});
