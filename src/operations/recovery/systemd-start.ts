import { programOf, splitWords } from '../../core/shell-words.ts';
import { entriesOf } from '../../manifest/text-document.ts';
import { dropInPrefix } from './systemd-scripts.ts';

/**
 * The command line by which a unit starts etcd, on one line, as `systemctl cat` prints it with all its drop-ins; those of a
 * recovery before are no part of it. `undefined` where it starts another program, such as a shell.
 */
export function etcdStartOf(unit: string): string | undefined {
	const own = unit
		.split(/^(?=# \/)/m)
		.filter(part => !part.startsWith('# /') || !part.split('\n', 1)[0]?.includes(`/${dropInPrefix}`))
		.join('');
	const start = entriesOf(own).findLast(({ section, key, value }) => {
		return section === 'Service' && key === 'ExecStart' && value !== '';
	});
	const line = start?.value.replace(/\s*\\\r?\n\s*/g, ' ').trim();
	const marks = /^[-:+!|]*/.exec(line ?? '')?.[0].length ?? 0;
	return programOf(splitWords(line?.slice(marks) ?? '')[0]?.text) === 'etcd' ? line : undefined;
}
