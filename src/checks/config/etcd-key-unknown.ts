import { configCheck } from '../../core/config-check.ts';
import { entriesOf, problemAt, renameFix, type Site } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { nearest } from '../../core/nearest.ts';
import { minorOf, parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';
import { etcdConfigKeys, etcdConfigMinors, type ConfigKeys } from '../../schema/etcd-config-keys.ts';
import { gateFix, gateOf } from '../../schema/etcd-gates.ts';
import { etcdProcessesOf, type EtcdProcess } from '../../schema/etcd-process.ts';

/** etcd passes over a key it does not know, without a word, and takes the default. */
export default configCheck({
	id: 'config/etcd-key-unknown',
	title: 'etcd does not know a key of its file',
	remedy: 'Correct the name: as it is, the default holds.',
	severity: 'error',
	kinds: ['etcd-config'],
	*each(root, around) {
		const version = parseVersion(around.targets.etcd ?? '');
		const [process] = etcdProcessesOf(root, around);
		const minors = version ? [minorOf(version)] : etcdConfigMinors;
		const tables = minors.map(etcdConfigKeys).filter(table => table !== undefined);
		if (tables.length > 0) {
			yield* judge(root, tables, 'keys', process);
			for (const entry of entriesOf(root).filter(({ key }) => key.endsWith('-transport-security'))) {
				yield* judge(entry, tables, 'tls');
			}
		}
	},
});

function* judge(
	site: Site,
	tables: readonly ConfigKeys[],
	part: keyof ConfigKeys,
	process?: EtcdProcess,
): Generator<Outcome> {
	const known = new Set(tables.flatMap(table => Object.keys(table[part])));
	const entries = entriesOf(site);
	for (const entry of entries.filter(({ key }) => !known.has(key))) {
		const bare = part === 'tls' ? entry.key.replace(/^peer-/, '') : entry.key;
		const free = [...known].filter(name => !entries.some(({ key }) => key === name));
		const setting = process?.settings.find(
			({ nameSite, flag }) => flag === entry.key && nameSite.occurrence === entry.occurrence,
		);
		if (gateOf(entry.key) !== undefined && known.has('feature-gates')) {
			const message = t('etcd has no key "{0}" here, but "{1}".', entry.key, 'feature-gates');
			yield problemAt(entry, message, { part: 'key', fix: process && setting && gateFix(process, setting) });
			continue;
		}
		const meant = free.includes(bare) ? bare : (newName(bare, free) ?? nearest(bare, free));
		const message =
			meant === undefined
				? t('etcd has no key "{0}" here.', entry.key)
				: t('etcd has no key "{0}" here, but "{1}".', entry.key, meant);
		const fix = meant === undefined ? undefined : renameFix(t('Rename to "{0}"', meant), entry, meant);
		yield problemAt(entry, message, { part: 'key', fix });
	}
}

/** etcd 3.7 left out what was called experimental; most of it has a name of its own. */
function newName(key: string, free: readonly string[]): string | undefined {
	return free.find(name => key === `experimental-${name}`);
}
