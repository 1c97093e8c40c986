import { t } from '../../core/words.ts';
import type { RaftRequest, RequestField } from '../../disk/raft-request.ts';
import { walItems, type WalItem } from '../../disk/wal-log.ts';
import { inBreaths } from '../../adapters/breaths.ts';
import { readWal } from './indexes.ts';
import { prefixFilter } from './keys.ts';
import { bytesField, printable } from './printable.ts';
import type { InspectOptions, Row, Subcommand } from './subcommand.ts';

/** The entries of the log, or with `raw` every record as it is written. */
export const wal: Subcommand = {
	layout: 'table',
	columns: () => ({
		index: t('index'),
		term: t('term'),
		request: t('request'),
		dataBytes: t('bytes'),
		replaced: t('replaced'),
		shownDetails: t('details'),
	}),
	async *rows(target, options, signal) {
		const summary = await readWal(target, signal);
		const accept = filterOf(options);
		let left = options.limit ?? Infinity;
		let position = 0;
		// The damages were told by the first reading.
		for await (const item of inBreaths(
			walItems(target.wal(), () => undefined),
			signal,
		)) {
			const isEntry = item.type === 'entry';
			const replaced = isEntry && summary.isReplaced(position, item.entry.index);
			position += isEntry ? 1 : 0;
			if ((isEntry || options.raw) && accept(item) && left-- > 0) {
				yield { ...rowOf(item), ...(replaced && { replaced }), file: item.file, offset: item.offset };
			}
			if (left <= 0) {
				return;
			}
		}
	},
};

/** The names that etcd-dump-logs takes, and the kinds of request that they mean. */
const knownTypes: Readonly<Record<string, (kind: string, type: string) => boolean>> = {
	configchange: (_kind, type) => type !== 'normal',
	normal: (_kind, type) => type === 'normal',
	request: (kind, type) => type === 'normal' && kind === 'v2',
	internalraftrequest: (kind, type) => type === 'normal' && kind !== 'v2',
	irrrange: kind => kind === 'range',
	irrput: kind => kind === 'put',
	irrdeleterange: kind => kind === 'delete_range',
	irrtxn: kind => kind === 'txn',
	irrcompaction: kind => kind === 'compaction',
	irrleasegrant: kind => kind === 'lease_grant',
	irrleaserevoke: kind => kind === 'lease_revoke',
	irrleasecheckpoint: kind => kind === 'lease_checkpoint',
};

function filterOf({ from = 0, to = Infinity, types = [], key }: InspectOptions): (item: WalItem) => boolean {
	const isWanted = key === undefined ? () => true : prefixFilter(key);
	const accepted = types.map(name => knownTypes[name.toLowerCase()] ?? ((kind: string) => kind === name));
	return item => {
		if (item.type !== 'entry') {
			return types.length === 0 && key === undefined;
		}
		const { index, type, request } = item.entry;
		return (
			index >= from &&
			index <= to &&
			(accepted.length === 0 || accepted.some(accept => accept(request?.kind ?? '', type))) &&
			(key === undefined || (request?.keys.some(isWanted) ?? false))
		);
	};
}

function rowOf(item: WalItem): Row {
	switch (item.type) {
		case 'entry': {
			const { index, term, type, dataBytes, request } = item.entry;
			const name = type === 'normal' ? request?.kind : `${type} ${request?.kind ?? ''}`;
			return {
				record: 'entry',
				type,
				index,
				term,
				request: name,
				dataBytes,
				user: request?.user,
				...(request && { fields: jsonOf(request.fields), shownDetails: detailsOf(request.fields) }),
			};
		}
		case 'state':
			return rowOfFields(item.type, { ...item.state });
		case 'metadata':
			return rowOfFields(item.type, { ...item.metadata });
		case 'snapshot': {
			const { index, term } = item.snapshot;
			return rowOfFields(item.type, { index, term });
		}
		default:
			return { record: item.type, request: item.type };
	}
}

function rowOfFields(record: string, fields: RaftRequest['fields']): Row {
	return { record, request: record, fields: jsonOf(fields), shownDetails: detailsOf(fields) };
}

function jsonOf(fields: RaftRequest['fields']): Readonly<Record<string, unknown>> {
	const parts = Object.entries(fields).map(([name, value]) => {
		if (value instanceof Uint8Array) {
			return bytesField(name, value);
		}
		const isList = typeof value === 'object';
		return { [name]: isList ? value.map(({ kind, fields: inner }) => ({ kind, ...jsonOf(inner) })) : value };
	});
	return Object.assign({}, ...parts);
}

function detailsOf(fields: RaftRequest['fields']): string {
	return Object.entries(fields)
		.map(([name, value]) => `${name}=${inWords(value)}`)
		.join(' ');
}

function inWords(value: RequestField): string {
	if (value instanceof Uint8Array) {
		return printable(value);
	}
	if (typeof value === 'object') {
		return `[${value.map(each => `${each.kind} ${detailsOf(each.fields)}`).join('; ')}]`;
	}
	return typeof value === 'string' ? printable(new TextEncoder().encode(value)) : String(value);
}
