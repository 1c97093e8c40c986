import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDiskTools, type DiskTool } from '../../scripts/setup/disk-tools.mjs';
import { run } from '../../scripts/setup/exec.mjs';

let found: ReturnType<typeof ensureDiskTools> | undefined;

/** What a tool prints of a copy of a file or folder: the tools lock what they read, and some write to it. */
export async function diskTool(
	tool: DiskTool,
	original: string,
	dir: string,
	argsOf: (copy: string) => readonly string[],
): Promise<string> {
	found ??= ensureDiskTools();
	const { tools } = await found;
	// etcd-dump-db takes a name that ends with "db" for a file, whatever it is.
	const copy = join(dir, `${tool}-copy`);
	rmSync(copy, { recursive: true, force: true });
	cpSync(original, copy, { recursive: true });
	return run(tools[tool], argsOf(copy));
}

export interface BoltPage {
	readonly id: number;
	readonly kind: string;
	readonly count: number;
	readonly overflow: number;
}

/** The table of `bbolt pages`: free pages have no number of items there. */
export function boltPages(table: string): BoltPage[] {
	return table
		.split('\n')
		.slice(2)
		.filter(line => line.trim() !== '')
		.map(line => ({
			id: Number(line.slice(0, 8)),
			kind: line.slice(9, 19).trim(),
			count: Number(line.slice(20, 26).trim() || 0),
			overflow: Number(line.slice(27).trim() || 0),
		}));
}

/** Of a report of `name: value` lines, the number behind a name. */
export function numberAfter(report: string, name: string): number {
	const [, value] = new RegExp(`${name}: *(\\d+)`).exec(report) ?? [];
	if (value === undefined) {
		throw new Error(`No ${name} in ${report.slice(0, 2000)}`);
	}
	return Number(value);
}
