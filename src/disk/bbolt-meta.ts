import { t } from '../core/words.ts';
import type { DamageLog } from './damage.ts';
import { u64le, viewOf } from './integers.ts';
import type { Reader } from './reader.ts';

/** One of the two pages that say where a bbolt database begins; each commit writes the other one. */
export interface Meta {
	readonly page: 0 | 1;
	readonly pageSize: number;
	/** Page of the bucket of buckets. */
	readonly root: number;
	/** Undefined where the free pages are not written down, as etcd does on Linux. */
	readonly freelist: number | undefined;
	/** The first page that has never been used. */
	readonly highWater: number;
	readonly txid: number;
}

const magic = 0xed0cdaed;
const formatVersion = 2;
const metaOffset = 16;
const metaBytes = 64;
const txidOffset = 48;
/** Where no meta page is found, of those that were looked for the one that etcd would have. */
const usualPageSize = 4096;
/** What bbolt itself tries when the first meta page is lost. */
const pageSizes = Array.from({ length: 15 }, (_, shift) => 1024 << shift);

/** Both meta pages that are whole, the current one first; none when this is no bbolt file. */
export function readMetas(reader: Reader, damages: DamageLog): readonly Meta[] {
	const first = readMeta(reader, 0, 0);
	const size = typeof first === 'string' ? undefined : first.pageSize;
	const seconds = (size === undefined ? pageSizes : [size]).map(pageSize => readMeta(reader, 1, pageSize));
	const second = seconds.find(meta => typeof meta !== 'string') ?? readMeta(reader, 1, size ?? usualPageSize);
	[first, second].forEach((meta, page) => {
		if (typeof meta === 'string') {
			damages.add({ page, offset: page * (size ?? usualPageSize), message: meta });
		}
	});
	return [first, second].filter(meta => typeof meta !== 'string').sort((a, b) => b.txid - a.txid);
}

function readMeta(reader: Reader, page: 0 | 1, offset: number): Meta | string {
	const bytes = reader.read(offset + metaOffset, metaBytes);
	if (bytes.length < metaBytes) {
		return t('The meta page {0} is cut off.', page);
	}
	const view = viewOf(bytes);
	if (view.getUint32(0, true) !== magic || view.getUint32(4, true) !== formatVersion) {
		return t('The meta page {0} does not begin as a bbolt file does.', page);
	}
	if (view.getBigUint64(56, true) !== fnv1a64(bytes.subarray(0, 56))) {
		return t('The checksum of the meta page {0} is wrong.', page);
	}
	const pageSize = view.getUint32(8, true);
	if (!pageSizes.includes(pageSize) || (page === 1 && pageSize !== offset)) {
		return t('The meta page {0} names a page size of {1}, which cannot be.', page, pageSize);
	}
	return {
		page,
		pageSize,
		root: u64le(view, 16),
		freelist: view.getBigUint64(32, true) === 0xffff_ffff_ffff_ffffn ? undefined : u64le(view, 32),
		highWater: u64le(view, 40),
		txid: u64le(view, txidOffset),
	};
}

/** The transaction that a meta page names, believed or not; undefined where the file has none. */
export function txidAt(reader: Reader, offset: number): bigint | undefined {
	const bytes = reader.read(offset + metaOffset + txidOffset, 8);
	return bytes.length < 8 ? undefined : viewOf(bytes).getBigUint64(0, true);
}

function fnv1a64(bytes: Uint8Array): bigint {
	let hash = 0xcbf29ce484222325n;
	for (const byte of bytes) {
		hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
	}
	return hash;
}
