import { entriesOf, fieldAt, itemsOf, rootOf, scalarOf, type Site } from '../core/config-tree.ts';
import type { ConfigDocument, Targets } from '../core/facts.ts';
import { quorumOf } from '../core/quorum.ts';
import { t } from '../core/words.ts';
import type { ParsedFile } from '../manifest/parse.ts';
import { rangeOfSite } from '../manifest/site-at.ts';
import type { Range } from '../manifest/source.ts';
import { fieldShape, isListShape, type FieldShape } from '../schema/config-fields.ts';
import { shapeOfDocument } from '../schema/document-shape.ts';
import { etcdFlag } from '../schema/etcd-flags.ts';
import { etcdProcessesOf, settingOf, type EtcdProcess, type EtcdSetting } from '../schema/etcd-process.ts';
import { factsOfFlag } from '../schema/setting-facts.ts';
import { humanValue, timeInWords } from './human-value.ts';
import { surroundingsOf } from './meaning.ts';

/** A few words that are shown behind a value, and are not in the file. */
export interface Hint {
	/** Where the value ends. */
	readonly offset: number;
	readonly text: string;
	readonly tooltip?: string;
}

/** What is worth saying of the values between two offsets; nothing of what is plain. */
export function hintsIn(file: ParsedFile, span: Range, targets: Targets): Hint[] {
	return file.configs
		.flatMap(document => [...hintsOf(document, file, targets)])
		.filter(({ offset }) => offset >= span.start && offset <= span.end)
		.toSorted((a, b) => a.offset - b.offset);
}

interface Said {
	readonly site: Site;
	readonly part?: 'key' | 'value';
	readonly text: string;
	readonly tooltip?: string;
}

function* hintsOf(document: ConfigDocument, file: ParsedFile, targets: Targets): Generator<Hint> {
	const root = rootOf(document);
	const around = surroundingsOf(document, file.configs, targets);
	const processes = etcdProcessesOf(root, around);
	const said = [
		...processes.flatMap(sayOfEtcd),
		...sayOfExternal(root),
		...sayOfReplicas(root),
		...sayOfDurations(root),
	];
	for (const { site, part = 'value', text, tooltip } of said) {
		const range = rangeOfSite(file, site, part);
		if (range) {
			yield { offset: range.end, text, ...(tooltip !== undefined && { tooltip }) };
		}
	}
}

function sayOfEtcd(process: EtcdProcess): Said[] {
	return process.settings.flatMap(setting => {
		const text = setting.text === undefined ? undefined : wordsOf(process, setting, setting.text);
		return text === undefined ? [] : [{ site: setting.site, text }];
	});
}

function wordsOf(process: EtcdProcess, { flag }: EtcdSetting, text: string): string | undefined {
	switch (flag) {
		case 'quota-backend-bytes':
			return text === '0' ? '2 GiB' : humanValue(text, 'bytes');
		case 'election-timeout':
			return ratioWords(text, settingOf(process, 'heartbeat-interval')?.text ?? '100');
		case 'heartbeat-interval':
			// Said at the other one where both stand.
			return settingOf(process, 'election-timeout') ? undefined : ratioWords('1000', text);
		case 'initial-cluster':
			return membersWords(text.split(',').filter(part => part.includes('=')).length);
		case 'auto-compaction-retention':
			return retentionWords(text, settingOf(process, 'auto-compaction-mode')?.text ?? 'periodic');
		default: {
			const isNanoseconds = process.origin === 'etcd-config' && etcdFlag(flag)?.type === 'duration';
			return humanValue(text, factsOfFlag('etcd', flag).unit ?? (isNanoseconds ? 'nanoseconds' : undefined));
		}
	}
}

function ratioWords(election: string, heartbeat: string): string | undefined {
	const ratio = Number(election) / Number(heartbeat);
	return Number.isFinite(ratio) && ratio > 0 ? t('{0} × heartbeat', Number(ratio.toFixed(1))) : undefined;
}

/** How many members may fail while the others still decide. */
export function membersWords(count: number): string | undefined {
	const spare = count - quorumOf(count);
	switch (true) {
		case count < 1:
			return undefined;
		case count === 1:
			return t('1 member: survives no failure');
		case spare === 0:
			return t('{0} members: survive no failure', count);
		case spare === 1:
			return t('{0} members: survive 1 failure', count);
		default:
			return t('{0} members: survive {1} failures', count, spare);
	}
}

/** A bare number is hours by time, and revisions by revision. */
function retentionWords(text: string, mode: string): string | undefined {
	if (text === '0' || !/^\d+$/.test(text)) {
		return text === '0' ? t('keeps everything') : humanValue(text, undefined);
	}
	return mode === 'revision' ? t('{0} revisions', Number(text)) : timeInWords(Number(text) * 3_600_000);
}

/** The members of an etcd that is run elsewhere. */
function sayOfExternal(root: Site): Said[] {
	const endpoints = fieldAt(root, 'etcd', 'external', 'endpoints');
	const text = endpoints && membersWords(itemsOf(endpoints).length);
	return endpoints && text !== undefined ? [{ site: endpoints, part: 'key', text }] : [];
}

/** Control planes that Cluster API makes: each has a member of its own. */
function sayOfReplicas(root: Site): Said[] {
	const replicas = fieldAt(root, 'spec', 'replicas');
	const isStacked = root.document.kind === 'cluster-api/KubeadmControlPlane' && !isExternal(root);
	const count = replicas && scalarOf(replicas)?.text;
	const text = isStacked && count !== undefined && /^\d+$/.test(count) ? membersWords(Number(count)) : undefined;
	return replicas && text !== undefined ? [{ site: replicas, text }] : [];
}

function isExternal(root: Site): boolean {
	return fieldAt(root, 'spec', 'kubeadmConfigSpec', 'clusterConfiguration', 'etcd', 'external') !== undefined;
}

/** Durations of kubeadm's documents that are long, in years or days. */
function sayOfDurations(site: Site): Said[] {
	if (!/^(?:kubeadm|kubelet|kubeproxy)\//.test(site.document.kind)) {
		return [];
	}
	const shape = shapeOfDocument(site.document);
	return [...durationsIn(site, shape)];
}

function* durationsIn(site: Site, shape: FieldShape | undefined): Generator<Said> {
	if (shape === 'Duration') {
		const text = humanValue(scalarOf(site)?.text ?? '', undefined);
		if (text !== undefined) {
			yield { site, text };
		}
	} else if (shape !== undefined && typeof shape !== 'string') {
		for (const entry of entriesOf(site)) {
			yield* durationsIn(entry, isListShape(shape) ? undefined : fieldShape(shape, entry.key));
		}
	}
}
