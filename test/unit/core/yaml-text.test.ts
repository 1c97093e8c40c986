import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { yamlText, type Json } from '../../../src/core/yaml-text.ts';

describe('a value as YAML', () => {
	it('is written as kubectl writes it', () => {
		const value = {
			apiVersion: 'v1',
			empty: {},
			none: [],
			list: [{ name: 'a', args: ['--x=1', 'yes'] }, 'b', ['c']],
			script: 'one\n two\n\nthree\n',
			number: 5,
			text: '5',
			big: 9223372036854775807n,
			date: '2023-11-14T22:13:20Z',
			nothing: null,
		};
		assert.equal(
			yamlText(value),
			[
				'apiVersion: v1',
				'empty: {}',
				'none: []',
				'list:',
				'- name: a',
				'  args:',
				'  - --x=1',
				'  - "yes"',
				'- b',
				'- - c',
				'script: |',
				'  one',
				'   two',
				'',
				'  three',
				'number: 5',
				'text: "5"',
				'big: 9223372036854775807',
				'date: "2023-11-14T22:13:20Z"',
				'nothing: null',
				'',
			].join('\n'),
		);
	});

	it('reads back as what it was, in both versions of YAML', () => {
		const odd = fc.constantFrom(
			'yes',
			'null',
			'0x1f',
			'1e3',
			'1:30',
			'- a',
			'#x',
			'a: b',
			'a #b',
			"'",
			'"',
			' a',
			'a ',
			'a\n',
			'\n',
			'a\n\n',
			'a\nb',
			' a\nb',
			'a\tb',
			'a\n\tb',
			'!x',
			'&x',
			'*x',
			'%x',
			'@x',
			'{',
			'[',
			'...',
			'---',
			'',
			'~',
			'=',
			'<<',
			'2001-01-01',
			'.5',
			'+1',
			'a:',
			'\u2028',
			'\u0085',
			'? a',
			'|',
			'>',
			'a,b',
			'é',
		);
		const text = fc.oneof(
			odd,
			fc.string({ unit: 'binary' }),
			fc.array(odd).map(parts => parts.join('\n')),
		);
		const { value } = fc.letrec<{ value: Json }>(tie => ({
			value: fc.oneof(
				{ depthSize: 'small' },
				text,
				fc.integer(),
				fc.boolean(),
				fc.constant(null),
				fc.array(tie('value'), { maxLength: 4 }),
				fc.dictionary(text, tie('value'), { maxKeys: 4 }),
			),
		}));
		fc.assert(
			fc.property(value, each => {
				const plain = JSON.parse(JSON.stringify(each)) as Json;
				for (const version of ['1.1', '1.2'] as const) {
					assert.deepEqual(JSON.parse(JSON.stringify(parse(yamlText(plain), { version, merge: false }))), plain);
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
