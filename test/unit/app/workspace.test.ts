import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeFindings, placeInWorkspace } from '../../../src/app/place.ts';
import { openWorkspace, readManifests } from '../../../src/app/workspace.ts';
import type { Report } from '../../../src/core/diagnose.ts';
import { ExpectedError } from '../../../src/core/errors.ts';
import type { Anchor, Finding, Verdict } from '../../../src/core/finding.ts';
import { parseFiles } from '../../../src/manifest/index.ts';
import { etcdPod, flag, setOf } from '../manifest/sample.ts';

const { signal } = new AbortController();

describe('readManifests', () => {
	let folder = '';
	const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
	const names = async (...paths: readonly string[]) =>
		(await readManifests(paths, signal)).map(file => file.path.replace(folder, ''));

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'quorum-workspace-'));
	});

	afterEach(() => {
		rmSync(folder, { recursive: true });
	});

	it('finds files by extension in all folders, in order, and passes over packages and history', async () => {
		for (const name of ['a', 'a/b', 'node_modules', '.git']) {
			mkdirSync(join(folder, name));
		}
		for (const name of [
			'z.yaml',
			'a/b/c.yml',
			'a/x.JSON',
			'etcd.conf',
			'.env',
			'e.service',
			'a/no.txt',
			'node_modules/x.yaml',
			'.git/x.yaml',
		]) {
			write(name, 'x');
		}
		assert.deepEqual(await names(folder), ['/.env', '/a/b/c.yml', '/a/x.JSON', '/e.service', '/etcd.conf', '/z.yaml']);
	});

	it('reads a file that is named, whatever it is called, and each file once', async () => {
		write('default-etcd', '\uFEFFETCD_NAME=a');
		write('a.yaml', 'x');
		const path = join(folder, 'default-etcd');
		assert.deepEqual(await readManifests([path], signal), [{ path, text: 'ETCD_NAME=a' }]);
		assert.deepEqual(await names(path, join(folder, 'a.yaml'), folder, path), ['/default-etcd', '/a.yaml']);
	});

	it('says which path is not there, and which named file is too large', async () => {
		write('large.yaml', ' '.repeat(1024 * 1024 + 1));
		const missing = join(folder, 'missing');
		await assert.rejects(
			readManifests([missing], signal),
			(error: unknown) => error instanceof ExpectedError && error.message.includes(missing),
		);
		await assert.rejects(
			readManifests([join(folder, 'large.yaml')], signal),
			/large\.yaml was not read: it is larger than 1 MiB/,
		);
		assert.deepEqual(await names(folder), []);
	});

	it('tells in the notes what was left out or is broken, and that nothing fits', async () => {
		write('large.yaml', ' '.repeat(1024 * 1024 + 1));
		write('chart.yaml', 'etcd: {{ if .x }}');
		write('broken.yaml', 'etcd:\n  - [');
		symlinkSync(join(folder, 'gone'), join(folder, 'link.yaml'));
		const { notes, specs } = await openWorkspace([folder], signal);
		const text = notes.join('\n').replaceAll(folder, '');
		assert.deepEqual(specs, []);
		assert.match(text, /^No manifest describes a part of this cluster\.$/m);
		assert.match(text, /^Left out, for they are templates: \/chart\.yaml\.$/m);
		assert.match(text, /^\/broken\.yaml:\d+ is not valid YAML/m);
		assert.match(text, /^\/large\.yaml was not read/m);
		assert.match(text, /^\/link\.yaml was not read: ENOENT/m);
	});

	it('ends when the run is cancelled', async () => {
		write('a.yaml', 'x');
		await assert.rejects(readManifests([folder], AbortSignal.abort()), { name: 'AbortError' });
	});
});

const quota = 'etcd/quota-near-limit';

function finding(anchor: Anchor | undefined, more: Partial<Finding> = {}): Finding {
	const subject = { kind: 'cluster' } as const;
	return { check: quota, severity: 'warning', message: 'm', remedy: 'r', subject, ...(anchor && { anchor }), ...more };
}

function reportOf(verdict: Verdict): Report {
	const cluster = { id: '1', name: 'c' };
	return { takenAt: 0, cluster, members: [], verdicts: [{ check: quota, verdict }], notes: ['before'] };
}

function verdictOf(report: Report): Verdict | undefined {
	return report.verdicts[0]?.verdict;
}

describe('placeFindings', () => {
	const a = etcdPod('--name=a', '--quota-backend-bytes=1');
	const b = etcdPod('--name=b', `--quota-backend-bytes=2 # quorum-ignore: ${quota}`);
	const ofA = finding(flag('quota-backend-bytes', 'a'));
	const ofB = finding(flag('quota-backend-bytes', 'b'));

	it('puts findings into their places and leaves the others without', () => {
		const set = setOf({ a });
		const placed = placeFindings(
			reportOf({ kind: 'failed', findings: [ofA, ofB, finding(undefined)], reason: 'r' }),
			set,
		);
		const location = { file: 'a', line: 11, column: 7, endLine: 11, endColumn: 30 };
		assert.deepEqual(verdictOf(placed), {
			kind: 'failed',
			findings: [{ ...ofA, location }, ofB, finding(undefined)],
			reason: 'r',
		});
		const moved = verdictOf(placeFindings(placed, setOf({ a: `#\n${a}` })));
		assert.deepEqual(moved?.kind === 'failed' && moved.findings[0]?.location, { ...location, line: 12, endLine: 12 });
		const gone = verdictOf(placeFindings(placed, parseFiles([])));
		assert.deepEqual(gone?.kind === 'failed' && gone.findings[0], ofA);
	});

	it('puts a problem of a file at its head', () => {
		const subject = { kind: 'file', document: 'a' } as const;
		const placed = verdictOf(
			placeFindings(reportOf({ kind: 'failed', findings: [finding(undefined, { subject })] }), setOf({ a })),
		);
		assert.equal(placed?.kind === 'failed' && placed.findings[0]?.location?.line, 2);
	});

	it('takes out what a comment suppresses, and says where', () => {
		const some = verdictOf(
			placeFindings(reportOf({ kind: 'failed', findings: [ofA, ofB], reason: 'Unseen.' }), setOf({ a, b })),
		);
		assert.equal(some?.kind === 'failed' && some.findings.length, 1);
		assert.equal(some?.kind === 'failed' && some.reason, 'Unseen. Suppressed by a comment in b:11.');
		const all = verdictOf(placeFindings(reportOf({ kind: 'failed', findings: [ofB] }), setOf({ a, b })));
		assert.deepEqual(all, { kind: 'notApplicable', reason: 'Suppressed by a comment in b:11.' });
	});

	it('never makes well what could not be seen, nor silences another member', () => {
		const unseen = verdictOf(
			placeFindings(reportOf({ kind: 'failed', findings: [ofB], reason: 'Unseen.' }), setOf({ b })),
		);
		assert.deepEqual(unseen, { kind: 'unknown', missing: [], reason: 'Unseen. Suppressed by a comment in b:11.' });
		const other = verdictOf(placeFindings(reportOf({ kind: 'failed', findings: [ofA] }), setOf({ b })));
		assert.deepEqual(other, { kind: 'failed', findings: [ofA] });
	});

	it('keeps other verdicts, and adds the notes on the files', () => {
		const report = reportOf({ kind: 'passed' });
		const workspace = { set: setOf({ a }), specs: [], notes: ['of files'] };
		assert.deepEqual(placeInWorkspace(report, workspace), { ...report, notes: ['before', 'of files'] });
	});
});
