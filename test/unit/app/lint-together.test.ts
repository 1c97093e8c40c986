import assert from 'node:assert/strict';
import { configChecks } from '../../../src/checks/config/index.ts';
import { idsOfSeveral, isHeldAgainstOthers, lintTogether } from '../../../src/app/lint-together.ts';
import { lintParsed } from '../../../src/app/lint.ts';
import { findingsOf } from '../../../src/core/diagnose.ts';
import type { CertificateFile } from '../../../src/core/facts.ts';
import type { Finding } from '../../../src/core/finding.ts';
import { parseFile, type ParsedFile } from '../../../src/manifest/index.ts';
import { lintWorkspace, options, workspacesOf } from '../config/lint-of.ts';

const now = Date.parse('2027-06-01T00:00:00Z');

function together(files: readonly ParsedFile[], certificateFiles: readonly CertificateFile[] = []): Finding[] {
	return [...lintTogether(files, { ...options, now, certificateFiles })].flat();
}

function named(findings: readonly Finding[]): string[] {
	return findings.map(({ check, location }) => `${location?.file}:${location?.line} ${check}`).sort();
}

describe('Files held against each other while one of them is edited', () => {
	for (const name of workspacesOf('workspaces')) {
		it(`come to what a run over the folder of ${name} comes to`, async () => {
			const { files, report, facts } = await lintWorkspace('workspaces', name);
			const parsed = files.map(file => parseFile(file)).filter(isHeldAgainstOthers);
			const expected = findingsOf(report).filter(({ check }) => idsOfSeveral.has(check));
			assert.ok(expected.some(({ check }) => check === `config/${name}`));
			assert.deepEqual(named(together(parsed, facts.certificateFiles)), named(expected));
		});

		it(`come to no more than each of ${name} alone, by any other rule`, async () => {
			const { files, report } = await lintWorkspace('workspaces', name);
			const alone = files.flatMap(file => findingsOf(lintParsed([parseFile(file)], { ...options, now }).report));
			const isOther = ({ check }: Finding) => !idsOfSeveral.has(check);
			assert.deepEqual(named(alone.filter(isOther)), named(findingsOf(report).filter(isOther)));
		});
	}

	it('are judged by rules of which each is one about files', () => {
		assert.ok(idsOfSeveral.size >= 8);
		assert.ok([...idsOfSeveral].every(id => configChecks.some(check => check.id === id)));
	});

	it('say nothing where a comment suppresses it', () => {
		const pod = (suffix: string) =>
			`apiVersion: v1\nkind: Pod\nmetadata: { name: etcd } ${suffix}\nspec: { containers: [{ command: [etcd, --name=a] }] }\n`;
		const copies = (suffix: string) => [
			parseFile({ path: 'file:///w/manifests/etcd.yaml', text: pod(suffix) }),
			parseFile({ path: 'file:///w/manifests/etcd.yaml.bak', text: pod('') }),
		];
		const found = (suffix: string) => named(together(copies(suffix)));
		assert.deepEqual(found(''), [
			'file:///w/manifests/etcd.yaml.bak:3 config/static-pod-copied',
			'file:///w/manifests/etcd.yaml:3 config/static-pod-copied',
		]);
		assert.deepEqual(found('# quorum-ignore: config/static-pod-copied'), [
			'file:///w/manifests/etcd.yaml.bak:3 config/static-pod-copied',
		]);
	});
});
