import { basename, dirname } from 'node:path';
import type { WalFilter, WalOpened, WalPage } from '../../core/wal-screen.ts';
import { t } from '../../core/words.ts';
import { indexesIn } from './indexes-in.ts';
import { inspect, type Inspection } from '../inspect.ts';
import { cellText } from '../inspect-text.ts';
import type { Row } from '../inspect/subcommand.ts';

const rowsInPage = 200;
/** The whole of a longer one is for the command line. */
const longestCell = 400;

/** A write-ahead log as one looks through it: a page at a time, in the order written. */
export class WalBrowser {
	readonly #path: string;
	#inspection: Inspection | undefined;
	#rows: AsyncIterator<Row> | undefined;
	/** Read and not yet shown: whoever asks for a page learns whether there is another. */
	#ahead: Row | undefined;

	constructor(path: string) {
		this.#path = path;
	}

	async open({ isWhole, isRaw, from, key }: WalFilter, signal: AbortSignal): Promise<WalOpened> {
		this.close();
		const path = isWhole ? dirname(this.#path) : this.#path;
		const options = { raw: isRaw, ...(from !== undefined && { from }), ...(key && { key }) };
		const inspection = inspect(path, 'wal', options, signal);
		this.#inspection = inspection;
		this.#rows = inspection.rows[Symbol.asyncIterator]();
		this.#ahead = await this.#next();
		const page = await this.more();
		return {
			...page,
			name: basename(path),
			path,
			lines: await indexesIn(path, signal),
			headings: Object.values(inspection.columns),
			damages: inspection
				.damages()
				.kept.map(({ file, offset, message }) => t('{0}, offset {1}', basename(file), offset).concat(`: ${message}`)),
		};
	}

	async more(): Promise<WalPage> {
		const columns = Object.keys(this.#inspection?.columns ?? {});
		const rows: string[][] = [];
		for (let row = this.#ahead; row; row = this.#ahead) {
			if (rows.length === rowsInPage) {
				return { rows, hasMore: true };
			}
			const own = row;
			rows.push(columns.map(column => shortened(cellText(own[column], '-'))));
			this.#ahead = await this.#next();
		}
		return { rows, hasMore: false };
	}

	async #next(): Promise<Row | undefined> {
		const step = await this.#rows?.next();
		return step?.done === false ? step.value : undefined;
	}

	close(): void {
		this.#inspection?.close();
		this.#inspection = undefined;
		this.#rows = undefined;
		this.#ahead = undefined;
	}
}

function shortened(text: string): string {
	return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
