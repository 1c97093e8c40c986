import { getLanguageService } from 'yaml-language-server';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lintParsed } from '../src/app/lint.ts';
import { defaultSettings } from '../src/core/check.ts';
import { findingsOf } from '../src/core/diagnose.ts';
import { parseFile, type ParsedFile } from '../src/manifest/index.ts';
import { equivalentSchema, kubeadmFileOf, linesOf } from './lint-corpus.ts';

/**
 * The linter against the validation of yaml-language-server with a schema of the same fields and types, in turns in one
 * process. Prints medians and ratios: a file of 10,000 lines when first opened and after an edit of one key; a kubeadm file
 * of 300 lines, keystroke by keystroke; 1,000 files. What either finds is counted, so that neither is measured idling.
 */
const rounds = Number(process.argv[2] ?? 11);
const options = { settings: defaultSettings, targets: {}, now: 0 };

const service = getLanguageService({
	schemaRequestService: () => Promise.reject(new Error('No schema is fetched.')),
	workspaceContext: { resolveRelativePath: path => path },
});
service.configure({
	validate: true,
	schemas: [{ uri: 'bench://schema', fileMatch: ['*.yaml'], schema: equivalentSchema() }],
});

let version = 0;

async function theirs(text: string): Promise<number> {
	const document = TextDocument.create('file:///bench.yaml', 'yaml', ++version, text);
	return (await service.doValidation(document, false)).length;
}

let before: ParsedFile | undefined;

function ours(text: string, former?: ParsedFile): number {
	before = parseFile({ path: 'file:///bench.yaml', text }, former);
	return findingsOf(lintParsed([before], options).report).length;
}

/** In milliseconds of this thread's processor time: the clock would tell of what else the machine does. */
async function timed(work: () => unknown): Promise<number> {
	const started = process.threadCpuUsage();
	await work();
	const { user, system } = process.threadCpuUsage(started);
	return (user + system) / 1000;
}

function quantile(values: readonly number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

/** The same text with another key in the document that holds its middle. */
function edited(text: string, round: number): string {
	const at = text.indexOf('clusterName: ', text.length / 2) + 'clusterName: '.length;
	return `${text.slice(0, at)}x${round}${text.slice(at)}`;
}

const big = linesOf(10_000);
console.log(`${big.split('\n').length} lines: they say ${await theirs(big)}, we ${ours(big)}`);
const times = { theirsFirst: [], theirsEdit: [], oursFirst: [], oursEdit: [] } as Record<string, number[]>;
const note = async (name: string, work: () => unknown) => times[name]?.push(await timed(work));
for (let round = 0; round < rounds; round++) {
	const text = `# ${round}\n${big}`;
	await note('theirsFirst', () => theirs(text));
	await note('oursFirst', () => ours(text));
	await note('theirsEdit', () => theirs(edited(text, round)));
	await note('oursEdit', () => ours(edited(text, round), before));
}
const median = (name: string) => quantile(times[name] ?? [], 0.5);
for (const [what, a, b] of [
	['first opened', 'theirsFirst', 'oursFirst'],
	['one key edited', 'theirsEdit', 'oursEdit'],
] as const) {
	const ratio = median(b) / median(a);
	console.log(
		`${what}: yaml-language-server ${median(a).toFixed(1)} ms, quorum ${median(b).toFixed(1)} ms, ${ratio.toFixed(2)}×`,
	);
}

const small = kubeadmFileOf(300);
const keys: number[] = [];
ours(small);
for (let round = 0; round < 300; round++) {
	const text = edited(small, round);
	keys.push(await timed(() => ours(text, before)));
}
console.log(
	`a key in ${small.split('\n').length} lines: p50 ${quantile(keys, 0.5).toFixed(1)} ms, p95 ${quantile(keys, 0.95).toFixed(1)} ms`,
);

const files = Array.from({ length: 1000 }, (_each, index) => ({
	path: `${index}.yaml`,
	text: `# ${index}\n${kubeadmFileOf(86)}`,
}));
const all = await timed(() =>
	lintParsed(
		files.map(file => parseFile(file)),
		options,
	),
);
console.log(`1000 files: ${(all / 1000).toFixed(2)} s`);
