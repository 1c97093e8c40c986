import { configCheck } from '../../core/config-check.ts';
import {
	entriesOf,
	fieldAt,
	isSet,
	itemsOf,
	problemAt,
	renameFix,
	scalarOf,
	type Site,
} from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { nearest } from '../../core/nearest.ts';
import { t } from '../../core/words.ts';

const known = ['name', 'member_name', 'host', 'username', 'password', 'private_key', 'passphrase', 'backedup_manifest'];

/** etcd-recovery passes over a field that it does not know: then it has no key, or no manifest, in the middle of a recovery. */
export default configCheck({
	id: 'config/recovery-hosts-invalid',
	title: 'A host for the recovery is not rightly described',
	remedy: 'Give each host: name, host, username, backedup_manifest, and private_key or password.',
	// Source: pkg/config/config.go of etcd-recovery; its README spells two of the fields otherwise.
	severity: 'error',
	kinds: ['recovery-hosts'],
	*each(root) {
		const hosts = new Set<string>();
		for (const host of itemsOf(root)) {
			yield* judge(host);
			const address = scalarOf(fieldAt(host, 'host'));
			if (address && hosts.has(address.text)) {
				yield problemAt(address, t('"{0}" is given before.', address.text));
			}
			hosts.add(address?.text ?? '');
		}
	},
});

function* judge(host: Site): Generator<Outcome> {
	const entries = entriesOf(host);
	for (const entry of entries.filter(({ key }) => !known.includes(key))) {
		const free = known.filter(name => !entries.some(({ key }) => key === name));
		const meant = nearest(entry.key, free);
		const message =
			meant === undefined
				? t('etcd-recovery knows no field "{0}".', entry.key)
				: t('etcd-recovery knows no field "{0}", but "{1}".', entry.key, meant);
		const fix = meant === undefined ? undefined : renameFix(t('Rename to "{0}"', meant), entry, meant);
		yield problemAt(entry, message, { part: 'key', fix });
	}
	const [first] = entries;
	for (const key of ['host', 'username', 'backedup_manifest']) {
		// A field that is spelt otherwise is told of above.
		const isMisspelt = entries.some(entry => !known.includes(entry.key) && nearest(entry.key, [key]) !== undefined);
		if (first && !isSet(fieldAt(host, key)) && !isMisspelt) {
			yield problemAt(fieldAt(host, key) ?? first, t('"{0}" must be filled in.', key), {
				part: 'key',
				severity: key === 'host' ? 'error' : 'warning',
			});
		}
	}
}
