import assert from 'node:assert/strict';
import { problemsOfCatalog, wordsOf } from '../../../scripts/words.ts';

function of(text: string, path = 'src/ui/some.ts') {
	const { keys, problems } = wordsOf([{ path, text }]);
	return { keys: [...keys], problems };
}

describe('The extraction of sentences', () => {
	it('finds what is said, once and in order, whatever its quotes', () => {
		const { keys, problems } = of('const f = () => [t("It\'s b"), t(\'A {0}\', t(`c`)), t("It\'s b")];');
		assert.deepEqual(keys, ["It's b", 'A {0}', 'c']);
		assert.deepEqual(problems, []);
	});

	it('finds the words of a check and of its parameters', () => {
		const { keys, problems } = of(
			`export default check({ id: 'etcd/a', title: 'T', remedy: 'R', needs: ['now'],
				params: { warn: { default: 1, unit: 'count', description: 'D', source: 'S' } },
				*run() { yield { message: t('M') }; } });`,
		);
		assert.deepEqual(keys.sort(), ['D', 'M', 'R', 'S', 'T']);
		assert.deepEqual(problems, []);
	});

	it('allows the words of a check to be translated when they are shown', () => {
		const { problems } = of('const f = () => [t(check.title), t(titles.get(id) ?? id), t(find(id)?.remedy ?? id)];');
		assert.deepEqual(problems, []);
	});

	for (const [what, text] of [
		['a variable', 'const f = (x: string) => t(x);'],
		['a sentence put together', "const f = (x: string) => t(x + ' failed');"],
		['a template with a value', 'const f = (x: string) => t(`${x} failed`);'],
		['a translation at import', "const title = t('Title');"],
		['a computed title', "export default check({ id: 'etcd/a', title: `A ${b}` });"],
		['a message box', "const f = () => window.showErrorMessage('It failed.');"],
		['a button', "const f = () => window.showErrorMessage(t('It failed.'), 'Try again');"],
		['a failure', "const f = () => { throw new ExpectedError('It failed.'); };"],
		['an option', "const f = () => command.option('--deep', 'hash everything');"],
		['a text of the editor', "const item = { label: 'Add connection' };"],
	] as const) {
		it(`reports ${what}, with its place`, () => {
			const { problems } = of(`\n${text}`);
			assert.equal(problems.length, 1, problems.join('\n'));
			assert.match(problems[0] ?? '', /^src\/ui\/some\.ts:2: /);
		});
	}
});

describe('A catalog', () => {
	const keys = new Set(['{0} of {1}']);

	it('is right when it has every sentence with its placeholders, in whatever order', () => {
		assert.deepEqual(problemsOfCatalog(keys, { '{0} of {1}': '{1} 之 {0}' }), []);
	});

	it('is wrong when a sentence is missing, left over, empty, or has other placeholders', () => {
		assert.deepEqual(problemsOfCatalog(keys, {}), ['missing: {0} of {1}']);
		assert.deepEqual(problemsOfCatalog(new Set(), { Old: '旧' }), ['not in the sources: Old']);
		assert.deepEqual(problemsOfCatalog(new Set(['A']), { A: ' ' }), ['empty: A']);
		assert.deepEqual(problemsOfCatalog(keys, { '{0} of {1}': '{0}' }), ['other placeholders: {0} of {1} → {0}']);
	});
});
