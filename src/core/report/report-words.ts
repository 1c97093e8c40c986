import { formatBytes } from '../bytes.ts';
import type { Severity } from '../finding.ts';
import type { MemberSummary } from '../members.ts';
import { t } from '../words.ts';

export function severityWord(severity: Severity): string {
	return { error: t('error'), warning: t('warning'), info: t('info') }[severity];
}

/** Over those of one severity. */
export function groupTitle(severity: Severity): string {
	return { error: t('Errors'), warning: t('Warnings'), info: t('Information') }[severity];
}

export function roleWord(member: MemberSummary): string {
	if (!member.asked) {
		return t('not asked');
	}
	if (!member.reachable) {
		return t('no answer');
	}
	return { leader: t('leader'), follower: t('follower'), learner: t('learner'), unknown: t('unknown') }[member.role];
}

export function sizeOf({ dbSizeBytes, quotaBytes }: MemberSummary): string {
	if (dbSizeBytes === undefined) {
		return '–';
	}
	return quotaBytes !== undefined && quotaBytes > 0
		? t('{0} of {1}', formatBytes(dbSizeBytes), formatBytes(quotaBytes))
		: formatBytes(dbSizeBytes);
}
