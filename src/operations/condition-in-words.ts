import { formatBytes } from '../core/bytes.ts';
import { t } from '../core/words.ts';
import type { EtcdQuestion, MemberRef } from './etcd-call.ts';
import type { Condition } from './plan.ts';

/** What has to hold, as the runbook says it. */
export function conditionInWords(condition: Condition): string {
	switch (condition.kind) {
		case 'etcd':
			return questionInWords(condition.question, condition.endpoints);
		case 'ssh':
			return condition.holds;
		case 'all':
			return condition.conditions.map(conditionInWords).join('; ');
		case 'file':
			return condition.question === 'snapshot-saved'
				? t('the file {0} is there', condition.path)
				: t('{0} is in the catalogue as a good snapshot', condition.path);
	}
}

function questionInWords(question: EtcdQuestion, endpoints: readonly string[]): string {
	const where = endpoints.join(', ');
	switch (question.name) {
		case 'healthy':
			return t('healthy and reading: {0}', where);
		case 'not-leader':
			return t('{0} does not lead, and another member does', where);
		case 'leader':
			return t('member {0} leads', question.memberId);
		case 'compacted':
			return t('revisions below {0} are compacted', question.revision);
		case 'no-alarm':
			return question.memberId === undefined
				? t('no member has the alarm {0}', question.alarm)
				: t('member {0} has no alarm {1}', question.memberId, question.alarm);
		case 'member-listed':
			return listedInWords(memberInWords(question.member), question.isLearner);
		case 'member-gone':
			return t('member {0} is not in the list', question.memberId);
		case 'peer-urls':
			return t('member {0} has the peer URLs {1}', question.memberId, question.peerUrls.join(', '));
		case 'caught-up':
			return question.ratio === 0
				? t('{0} has started', memberInWords(question.member))
				: t('{0} has applied {1} % of what the leader has', memberInWords(question.member), question.ratio * 100);
		case 'quorum-without':
			return t('without member {0}, enough voters answer', question.memberId);
		case 'quota-at-least':
			return t('the quota in force is at least {0} at {1}', formatBytes(question.bytes), where);
		case 'same-data':
			return t('the same data on {0}', where);
		case 'no-downgrade':
			return t('no downgrade is under way');
	}
}

function listedInWords(member: string, isLearner: boolean | undefined): string {
	if (isLearner === undefined) {
		return t('{0} is in the member list', member);
	}
	return isLearner ? t('{0} is in the member list as a learner', member) : t('{0} is a voter', member);
}

export function memberInWords(member: MemberRef): string {
	return 'id' in member ? t('member {0}', member.id) : t('the member at {0}', member.peerUrl);
}
