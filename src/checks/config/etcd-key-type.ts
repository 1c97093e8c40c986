import { configCheck } from '../../core/config-check.ts';
import { entriesOf, itemsOf, problemAt, scalarOf, setFix, type Site } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import type { Fix } from '../../core/fix.ts';
import { goDuration } from '../../core/formats/go-duration.ts';
import { t } from '../../core/words.ts';
import { etcdConfigKeys, etcdConfigMinors, type KeyType } from '../../schema/etcd-config-keys.ts';

/** The file is stricter than the flags: durations are nanoseconds, lists and texts are not each other, quotes count. */
export default configCheck({
	id: 'config/etcd-key-type',
	title: 'etcd cannot read a value of its file',
	remedy: 'Write whole nanoseconds for durations, one text with commas for URLs, and numbers without quotes.',
	severity: 'error',
	kinds: ['etcd-config'],
	*each(root) {
		const [newest] = etcdConfigMinors.slice(-1);
		const table = Object.assign({}, ...etcdConfigMinors.map(minor => etcdConfigKeys(minor)?.keys)) as Record<
			string,
			KeyType
		>;
		const tls = etcdConfigKeys(newest ?? '')?.tls ?? {};
		for (const entry of entriesOf(root)) {
			const isTls = entry.key.endsWith('-transport-security');
			const type = Object.hasOwn(table, entry.key) ? table[entry.key] : undefined;
			yield* judge(entry, isTls ? 'tls' : type);
			for (const inner of isTls ? entriesOf(entry) : []) {
				yield* judge(inner, Object.hasOwn(tls, inner.key) ? tls[inner.key] : undefined);
			}
		}
	},
});

function* judge(site: Site, type: KeyType | undefined): Generator<Outcome> {
	const { node } = site;
	if (type === undefined || type === 'any' || (node.kind === 'scalar' && (node.opaque || node.type === 'null'))) {
		return;
	}
	const scalar = scalarOf(site);
	switch (type) {
		case 'tls':
			if (node.kind !== 'map') {
				yield problemAt(site, t('Keys belong here, not this.'));
			}
			break;
		case 'list':
			if (node.kind !== 'list') {
				yield problemAt(site, t('etcd wants a list here: each item after a dash.'));
			}
			break;
		case 'string':
			if (!scalar || scalar.node.type !== 'string') {
				const texts = itemsOf(site).map(item => scalarOf(item)?.text ?? '');
				const message =
					node.kind === 'list'
						? t('etcd wants one text here: "{0}".', texts.join(','))
						: t('etcd wants a text here: put it in quotes.');
				yield problemAt(site, message, { fix: scalar && setFix(t('Put it in quotes'), site, scalar.text) });
			}
			break;
		case 'bool':
			if (scalar?.node.type !== 'bool') {
				const isPlain = /^(?:true|false)$/.test(scalar?.text ?? '');
				const fix = isPlain ? setFix(t('Remove the quotes'), site, scalar?.text === 'true') : undefined;
				yield problemAt(site, t('etcd wants true or false here, without quotes.'), { fix });
			}
			break;
		default:
			// 1e4 is whole: it loses its exponent on the way to JSON.
			if (scalar?.node.type !== 'int' && !(scalar?.node.type === 'float' && Number.isInteger(Number(scalar.text)))) {
				yield problemAt(site, messageOf(type), { fix: numberFix(site, type) });
			}
	}
}

function messageOf(type: KeyType): string {
	return type === 'nanoseconds'
		? t('etcd wants whole nanoseconds here, not a duration in words.')
		: t('etcd wants a whole number here, without quotes.');
}

function numberFix(site: Site, type: KeyType): Fix | undefined {
	const text = scalarOf(site)?.text ?? '';
	const ms = type === 'nanoseconds' ? goDuration(text) : undefined;
	const number = ms === undefined ? (/^\d{1,15}$/.test(text) ? Number(text) : undefined) : Math.round(ms * 1e6);
	return number === undefined || !Number.isSafeInteger(number)
		? undefined
		: setFix(t('Write {0}', number), site, number);
}
