import assert from 'node:assert/strict';
import { toMarkdown } from '../../../src/core/report/markdown.ts';
import { code, literal } from '../../../src/core/report/markdown-text.ts';
import { factsOf, silent } from '../../support/facts.ts';
import { runOf, withReport } from './sample-run.ts';

describe('the Markdown report', () => {
	it('lets no text of a cluster become markup', () => {
		assert.equal(
			literal('<img src=x> a|b *c* _d_ [e](f) `g`\nh'),
			'&lt;img src=x&gt; a\\|b \\*c\\* \\_d\\_ \\[e\\](f) \\`g\\` h',
		);
		assert.equal(code('a`|b'), 'a\\`\\|b');
		assert.equal(code('m0 http://h:1'), '`m0 http://h:1`');
	});

	it('keeps every table row in one line with as many cells as its head', () => {
		const facts = factsOf();
		const run = runOf(facts);
		const members = run.report.members.map(member => ({ ...member, name: 'a|b\n<c>' }));
		const lines = toMarkdown(withReport(run, { members }), '1').split('\n');
		const rows = lines.filter(line => line.startsWith('|'));
		assert.ok(rows.length >= 5);
		for (const [index, line] of lines.entries()) {
			if (line.startsWith('| ---')) {
				const cells = (text: string) => text.replaceAll('\\|', '').split('|').length;
				for (let next = index + 1; lines[next]?.startsWith('|'); next++) {
					assert.equal(cells(lines[next] ?? ''), cells(line), lines[next]);
				}
			}
		}
	});

	it('tells findings, remedies and what was not known, each reason once', () => {
		const { statuses } = factsOf();
		const facts = factsOf({ statuses: [silent(0, 'tcp', 'Nobody listens.'), ...statuses.slice(1)] });
		const text = toMarkdown(runOf(facts), '1.2.3');
		assert.match(
			text,
			/### Errors[\s\S]*#### A member cannot be reached[\s\S]*Nobody listens\.[\s\S]*\*\*What to do:\*\* See whether its process runs/,
		);
		const [, table = ''] = /\n## Not known\n([\s\S]*?)\n## /.exec(text) ?? [];
		const reasons = table
			.split('\n')
			.filter(line => line.startsWith('| '))
			.slice(2)
			.map(line => line.split(' | ')[0]);
		assert.ok(reasons.length > 0);
		assert.equal(new Set(reasons).size, reasons.length);
	});

	it('says when nothing was found and nothing is known', () => {
		const text = toMarkdown(runOf({}), '1.2.3');
		assert.match(text, /Nothing is known of any member/);
		assert.doesNotMatch(text, /## Passed/);
	});
});
