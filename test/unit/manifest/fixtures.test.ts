import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Anchor } from '../../../src/core/finding.ts';
import { locate, manifestSetOf, parseFile } from '../../../src/manifest/index.ts';
import { marksOf, type Mark } from './marks.ts';

const folder = new URL('../../fixtures/manifests/', import.meta.url);

/** Both ways: what a fixture marks is located there, and whatever is understood in it is marked. */
describe('fixtures of manifests', () => {
	for (const name of readdirSync(folder)) {
		const text = readFileSync(new URL(name, folder), 'utf8');
		const file = parseFile({ path: name, text });

		it(`${name} is understood as it is marked`, () => {
			assert.deepEqual(file.problems, []);
			// What kubeadm's own fields say is held against the cluster, and has tests of its own.
			const ofComponents = file.descriptions.filter(({ component }) => component !== 'kubeadm');
			const understood = ofComponents.flatMap(({ component, settings, image, home }): Mark[] => [
				{ component, what: 'home', ...home },
				...(image ? [{ component, what: 'image', ...image }] : []),
				...[...new Map(settings.map(setting => [setting.flag, setting.range]))].map(([what, range]) => ({
					component,
					what,
					...range,
				})),
			]);
			assert.deepEqual(readable(understood, text), readable(marksOf(text), text));
		});

		it(`${name} is located as it is marked`, () => {
			const set = manifestSetOf([file]);
			for (const mark of marksOf(text)) {
				const place = locate(anchorOf(mark), set);
				const expected = { path: name, start: mark.start, end: mark.end, isExact: mark.what !== 'home' };
				assert.deepEqual(place, expected, `${mark.component} ${mark.what}`);
			}
		});
	}
});

function anchorOf({ component, what }: Mark): Anchor {
	return what === 'image'
		? { kind: 'image', component }
		: { kind: 'flag', component, flags: what === 'home' ? ['never-set'] : ['never-set', what] };
}

function readable(marks: readonly Mark[], text: string): string[] {
	return marks
		.map(({ component, what, start, end }) => `${component} ${what} ${start}: ${text.slice(start, end)}`)
		.sort();
}
