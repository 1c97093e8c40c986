import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../../../src/checks/index.ts';
import { defaultSettings } from '../../../src/core/check.ts';
import { diagnose, findingsOf } from '../../../src/core/diagnose.ts';
import type { Facts } from '../../../src/core/facts.ts';
import { factsOf, now, secureFactsOf } from '../../support/facts.ts';

const root = new URL('../../../src/checks/', import.meta.url);

function filesBelow(folder: string): string[] {
	return readdirSync(new URL(folder, root), { withFileTypes: true, recursive: true })
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name).slice(root.pathname.length).replace(/\.ts$/, ''));
}

describe('the list of checks', () => {
	const ids = checks.map(({ id }) => id);

	it('has each file below etcd/ once, by its path', async () => {
		const files = filesBelow('etcd/');
		assert.deepEqual(ids.filter(id => id.startsWith('etcd/')).sort(), files.sort());
		for (const id of files) {
			// A module of this folder has a check and nothing else; the assertion holds it to that.
			const module = (await import(new URL(`${id}.ts`, root).href)) as { readonly default?: { readonly id?: string } };
			assert.deepEqual(Object.keys(module), ['default'], id);
			assert.equal(module.default?.id, id);
		}
	});

	it('has a title without and a remedy with a full stop for each', () => {
		for (const { id, title, remedy } of checks) {
			assert.match(title, /^\S.*[^.\s]$/, id);
			assert.match(remedy, /^\S.*\.$/, id);
		}
	});

	it('has a source and a sentence for each parameter', () => {
		for (const { id, params } of checks) {
			for (const [name, { description, source }] of Object.entries(params)) {
				assert.ok(description.length > 10 && source.length > 3, `${id}.${name}`);
			}
		}
	});

	it('has a unit test for each', () => {
		const missing = ids.filter(id => !existsSync(new URL(`${id}.test.ts`, import.meta.url)));
		assert.deepEqual(missing, []);
	});

	for (const [name, facts] of [
		['a healthy cluster', factsOf()],
		['a healthy cluster with TLS', secureFactsOf()],
		['a busy healthy cluster', busy(factsOf())],
	] as const) {
		it(`says nothing above info of ${name}`, () => {
			const report = diagnose(checks, { facts, gaps: {} }, defaultSettings, { name: '', takenAt: now });
			const grave = findingsOf(report).filter(({ severity }) => severity !== 'info');
			assert.deepEqual(grave, []);
		});
	}

	it('calls nothing passed that nobody answered', () => {
		const silence = { stage: 'tcp', message: 'refused' } as const;
		const entries = Object.entries(factsOf()).map(([fact, value]) => [
			fact,
			Array.isArray(value)
				? value.map(reply => ('answer' in reply ? { endpoint: reply.endpoint, silence } : reply))
				: value,
		]);
		// Each reply lost its answer and is a reply still.
		const facts = Object.fromEntries(entries) as Facts;
		const report = diagnose(checks, { facts, gaps: {} }, defaultSettings, { name: '', takenAt: now });
		const passed = report.verdicts.filter(({ verdict }) => verdict.kind === 'passed').map(({ check }) => check);
		assert.deepEqual(passed, []);
	});
});

/** Members answer one after another, so under load no two tell of the same instant. */
function busy(facts: Facts): Facts {
	return {
		...facts,
		statuses: facts.statuses.map((reply, index) =>
			'answer' in reply
				? {
						...reply,
						answer: {
							...reply.answer,
							revision: reply.answer.revision + 40 * index,
							raftIndex: reply.answer.raftIndex + 45 * index,
							raftAppliedIndex: reply.answer.raftAppliedIndex + 40 * index,
							dbSizeInUseBytes: reply.answer.dbSizeInUseBytes * (1 + index / 4),
						},
					}
				: reply,
		),
	};
}
