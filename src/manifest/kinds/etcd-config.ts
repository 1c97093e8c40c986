import { memberNameOf, type Setting } from '../description.ts';
import { isEtcd } from '../etcd-settings.ts';
import type { YamlValue } from '../yaml-value.ts';
import type { Reader } from './reader.ts';

/** Keys whose numbers are nanoseconds here, and durations as flags. */
const durations =
	/^(?:backend-batch-interval|grpc-keepalive-(?:min-time|interval|timeout)|(?:experimental-)?(?:corrupt-check-time|compact-hash-check-time|compaction-sleep-interval|watch-progress-notify-interval|warning-apply-duration|warning-unary-request-duration|downgrade-check-time))$/;

/** The keys of the two TLS sections that become no flag by a mere prefix. */
const clientTls: Readonly<Record<string, string>> = { 'allowed-hostname': 'client-cert-allowed-hostname' };
const peerTls: Readonly<Record<string, string>> = {
	'allowed-cn': 'peer-cert-allowed-cn',
	'allowed-hostname': 'peer-cert-allowed-hostname',
};

/** The file of `etcd --config-file`, which names no kind: known by its keys. */
export const readEtcdConfig: Reader = ({ id, root }) => {
	const entries = root.entries();
	const names = entries.map(([name]) => name);
	const isOther = names.some(name => ['apiVersion', 'kind', 'services'].includes(name));
	if (isOther || !isEtcd(names)) {
		return [];
	}
	const settings = entries.flatMap(([key, value]) => settingsOf(key, value));
	const memberName = memberNameOf(settings);
	return [
		{
			document: id,
			origin: 'etcd-config',
			component: 'etcd',
			...(memberName !== undefined && { memberName }),
			settings,
			home: (root.get('name') ?? root).keyRange(),
		},
	];
};

function settingsOf(key: string, value: YamlValue): Setting[] {
	switch (key) {
		case 'client-transport-security':
			return value.entries().map(([name, field]) => settingOf(clientTls[name] ?? name, field));
		case 'peer-transport-security':
			return value.entries().map(([name, field]) => settingOf(peerTls[name] ?? `peer-${name}`, field));
		default:
			return [settingOf(key, value)];
	}
}

function settingOf(flag: string, field: YamlValue): Setting {
	const text = field.isList
		? field
				.items()
				.map(item => item.text() ?? '')
				.join(',')
		: field.text();
	const value = text !== undefined && durations.test(flag) ? durationOf(text) : text;
	return { flag, ...(value !== undefined && { value }), range: field.entryRange() };
}

/** `14400000000000` → `14400s`. */
function durationOf(nanoseconds: string): string {
	return /^\d+$/.test(nanoseconds) ? `${Number(nanoseconds) / 1e9}s` : nanoseconds;
}
