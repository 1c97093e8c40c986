import type { Alarm, DataHash, MemberList, Status } from '../../core/facts.ts';
import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { Json } from './json.ts';

/** The answers of etcd as its Go programs print them: field names of the protocol, zero values left out. */
export function statusOf(answer: Json): Status {
	const header = headerOf(answer);
	const version = answer.text('version');
	const quota = answer.number('dbSizeQuota');
	const storageVersion = answer.text('storageVersion');
	const downgrade = answer.at('downgradeInfo');
	return {
		clusterId: header.id('cluster_id'),
		memberId: header.id('member_id'),
		revision: header.number('revision'),
		version,
		dbSizeBytes: answer.number('dbSize'),
		leaderId: answer.id('leader'),
		raftIndex: answer.number('raftIndex'),
		raftTerm: answer.number('raftTerm'),
		raftAppliedIndex: answer.number('raftAppliedIndex'),
		errors: answer.texts('errors'),
		dbSizeInUseBytes: answer.number('dbSizeInUse'),
		isLearner: answer.bool('isLearner'),
		...(storageVersion !== '' && { storageVersion }),
		// 3.6.0 to 3.6.5 tell the quota wrongly.
		...(quota > 0 && !/^3\.6\.[0-5]$/.test(version) && { quotaBytes: quota }),
		...(downgrade.bool('enabled') && { downgradeTarget: downgrade.text('targetVersion') }),
	};
}

export function memberListOf(answer: Json): MemberList {
	return {
		clusterId: headerOf(answer).id('cluster_id'),
		members: answer.list('members').map(member => ({
			id: member.id('ID'),
			name: member.text('name'),
			peerUrls: member.texts('peerURLs'),
			clientUrls: member.texts('clientURLs'),
			isLearner: member.bool('isLearner'),
		})),
	};
}

const alarmKinds: Readonly<Record<string, Alarm['alarm']>> = {
	'1': 'NOSPACE',
	'2': 'CORRUPT',
	NOSPACE: 'NOSPACE',
	CORRUPT: 'CORRUPT',
};

export function alarmsOf(answer: Json): Alarm[] {
	return answer.list('alarms').flatMap(each => {
		const alarm = alarmKinds[String(each.at('alarm').raw())];
		return alarm ? [{ memberId: each.id('memberID'), alarm }] : [];
	});
}

/** Before 3.6 the answer does not tell which revision was hashed; without `--rev` it is the newest of the member. */
export function hashOf(answer: Json): DataHash {
	const revision = headerOf(answer).number('revision');
	return {
		hash: answer.number('hash'),
		hashRevision: answer.has('hash_revision') ? answer.number('hash_revision') : revision,
		compactRevision: answer.number('compact_revision'),
		revision,
	};
}

export function headerOf(answer: Json): Json {
	const header = answer.at('header');
	if (!header.isObject) {
		throw new ExpectedError(t('an answer in it has no header, so nobody knows which member gave it.'));
	}
	return header;
}
