import data from './data/etcd-config-keys.json' with { type: 'json' };

/** What a key of etcd's configuration file holds; durations are nanoseconds here. */
export type KeyType =
	'string' | 'bool' | 'int' | 'int64' | 'uint' | 'uint32' | 'uint64' | 'nanoseconds' | 'list' | 'tls' | 'any';

export interface ConfigKeys {
	readonly keys: Readonly<Record<string, KeyType>>;
	/** Of the two sections of TLS. */
	readonly tls: Readonly<Record<string, KeyType>>;
}

// The file is ours and has this form; a test looks at every entry.
const tables = data as unknown as Readonly<Record<string, ConfigKeys>>;

export const etcdConfigMinors: readonly string[] = Object.keys(tables);

export function etcdConfigKeys(minor: string): ConfigKeys | undefined {
	return tables[minor];
}
