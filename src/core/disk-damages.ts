import type { DiskDamage, MemberDisk } from './disk-facts.ts';
import { diskLabel, diskSubject } from './disks.ts';
import type { Problem } from './finding.ts';
import { t } from './words.ts';

/** A file may have thousands; the first show where it begins. */
const mostProblems = 10;

/** The damages of one kind, each with its place. */
export function* damageProblems(disk: MemberDisk, isMeant: (damage: DiskDamage) => boolean): Generator<Problem> {
	const meant = disk.damages.kept.filter(isMeant);
	for (const damage of meant.slice(0, mostProblems)) {
		yield {
			message: t('{0}: {1}: {2}', diskLabel(disk), placeOf(damage), damage.message),
			subject: diskSubject(disk),
			...(damage.atEnd && { severity: 'info' }),
		};
	}
	const more = meant.length - mostProblems + (meant.length > 0 ? disk.damages.count - disk.damages.kept.length : 0);
	if (more > 0) {
		yield { message: t('{0}: {1} more places are damaged.', diskLabel(disk), more), subject: diskSubject(disk) };
	}
}

function placeOf({ file, page, offset }: DiskDamage): string {
	const name = file.slice(file.lastIndexOf('/') + 1);
	return page === undefined ? t('{0}, offset {1}', name, offset) : t('{0}, page {1}, offset {2}', name, page, offset);
}
