import { goDuration } from '../core/formats/go-duration.ts';
import { parseUrl } from '../core/formats/url.ts';
import type { Version } from '../core/version.ts';
import { t } from '../core/words.ts';

const words: Readonly<Record<string, readonly string[]>> = {
	'log-level': ['debug', 'info', 'warn', 'error', 'panic', 'fatal', 'dpanic'],
	'log-format': ['json', 'console'],
	'initial-cluster-state': ['new', 'existing'],
	'discovery-fallback': ['exit', 'proxy'],
	proxy: ['off', 'readonly', 'on'],
};

/** URLs that may be `*`, or stand for no address at all. */
const looseUrls = new Set(['cors']);

const bounds: Readonly<Record<string, readonly [least: bigint, most: bigint]>> = {
	int: [-(2n ** 63n), 2n ** 63n - 1n],
	int64: [-(2n ** 63n), 2n ** 63n - 1n],
	uint: [0n, 2n ** 64n - 1n],
	uint32: [0n, 2n ** 32n - 1n],
	uint64: [0n, 2n ** 64n - 1n],
};

/**
 * Why etcd cannot read the value of a flag, as Go's flag package and etcd's own types do; nothing when it can.
 * Before 3.7 the level `warning` makes it panic.
 */
export function valueProblem(flag: string, type: string, text: string, version?: Version): string | undefined {
	const known = words[flag];
	const isLater = flag === 'log-level' && text === 'warning' && (!version || version.minor >= 7);
	if (known && text !== '' && !known.includes(text) && !isLater) {
		return t('"{0}" is none of {1}.', text, known.join(', '));
	}
	const bound = bounds[type];
	if (bound) {
		const value = goInteger(text);
		return value === undefined
			? t('"{0}" is no whole number.', text)
			: value < bound[0] || value > bound[1]
				? t('{0} is out of range.', text)
				: undefined;
	}
	switch (type) {
		case 'bool':
			return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text)
				? undefined
				: t('"{0}" is neither true nor false.', text);
		case 'duration':
			return goDuration(text) === undefined ? t('"{0}" is no duration.', text) : undefined;
		case 'url-list':
			return looseUrls.has(flag) ? undefined : urlListProblem(text);
		default:
			return undefined;
	}
}

/** Base by prefix, underscores between digits, as `strconv.ParseInt` with base 0. */
function goInteger(text: string): bigint | undefined {
	const [, sign, digits = ''] = /^([-+]?)((?:0x[0-9a-f_]+|0b[01_]+|0o?[0-7_]*|[1-9][0-9_]*))$/i.exec(text) ?? [];
	if (digits === '') {
		return undefined;
	}
	const plain = digits.replaceAll('_', '');
	const value = BigInt(/^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain);
	return sign === '-' ? -value : value;
}

function urlListProblem(text: string): string | undefined {
	for (const item of text.split(',').map(part => part.trim())) {
		const url = parseUrl(item);
		if (!url || !['http', 'https', 'unix', 'unixs'].includes(url.scheme)) {
			return t('"{0}" does not begin with http:// or https://.', item);
		}
		if (url.scheme.startsWith('http') && url.port === '') {
			return t('"{0}" has no port.', item);
		}
		if (url.scheme.startsWith('http') && url.path !== '') {
			return t('"{0}" has a path.', item);
		}
	}
	return undefined;
}

const ports: Readonly<Record<string, number>> = {
	'listen-peer-urls': 2380,
	'initial-advertise-peer-urls': 2380,
	'listen-client-urls': 2379,
	'advertise-client-urls': 2379,
	'etcd-servers': 2379,
};

/** A list of URLs with the schemes and the ports that they lack; nothing where it would not be right even so. */
export function completedUrls(flag: string, text: string, scheme: 'http' | 'https' | undefined): string | undefined {
	const port = ports[flag];
	const items = text.split(',').map(part => {
		const item = part.trim();
		const isBare = /^(?:[\w.-]+|\[[0-9a-f:]+\])(?::\d+)?$/i.test(item);
		const whole = isBare && scheme !== undefined ? `${scheme}://${item}` : item;
		const url = parseUrl(whole);
		return url?.port === '' && port !== undefined && whole.endsWith(`//${url.host}`) ? `${whole}:${port}` : whole;
	});
	const whole = items.join(',');
	return whole !== text && urlListProblem(whole) === undefined ? whole : undefined;
}
