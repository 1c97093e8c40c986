export type DiskTool = 'bbolt' | 'etcd-dump-db' | 'etcd-dump-logs';

export function ensureDiskTools(): Promise<{
	readonly tools: Readonly<Record<DiskTool, string>>;
	readonly version: string;
	readonly source: 'made' | 'cache';
}>;
