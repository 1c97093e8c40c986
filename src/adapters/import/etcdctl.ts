import type { Reply } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import type { Found } from './found.ts';
import { parseGoDuration } from './go-duration.ts';
import type { Json } from './json.ts';
import { alarmsOf, hashOf, memberListOf, statusOf } from './messages.ts';
import { silenceInWords } from './silence-in-words.ts';

/** One output of `etcdctl … -w json`, of 3.4 and newer; `undefined` when it is none of those that tell a fact. */
export function readEtcdctl(answer: Json, path: string): Found | undefined {
	if (answer.isObject) {
		return readObject(answer, path);
	}
	const entries = Array.isArray(answer.raw()) ? answer.items() : [];
	const first = entries[0];
	if (first?.has('Status')) {
		const statuses = entries.map(entry => ({ endpoint: entry.text('Endpoint'), answer: statusOf(entry.at('Status')) }));
		return { kind: 'etcdctl endpoint status', facts: { statuses }, gaps: {} };
	}
	if (first?.has('HashKV')) {
		const hashes = entries.map(entry => ({ endpoint: entry.text('Endpoint'), answer: hashOf(entry.at('HashKV')) }));
		return { kind: 'etcdctl endpoint hashkv', facts: { hashes }, gaps: {} };
	}
	if (first?.has('health') && first.has('endpoint')) {
		return { kind: 'etcdctl endpoint health', facts: { linearizableReads: entries.map(healthRead) }, gaps: {} };
	}
	return undefined;
}

/** An alarm list that is empty is a bare header, and of etcdctl 3.4 nothing at all. */
function readObject(answer: Json, path: string): Found | undefined {
	const from = { endpoint: path, ...memberIdOf(answer) };
	if (answer.has('members')) {
		const list = { ...from, answer: memberListOf(answer) };
		return { kind: 'etcdctl member list', facts: { memberLists: [list] }, gaps: {} };
	}
	if (answer.keys.every(key => key === 'header' || key === 'alarms')) {
		const alarms = { ...from, answer: alarmsOf(answer) };
		return { kind: 'etcdctl alarm list', facts: { alarms: [alarms] }, gaps: {} };
	}
	return undefined;
}

function memberIdOf(answer: Json): { readonly memberId?: string } {
	const id = answer.at('header').id('member_id');
	return id === '0' ? {} : { memberId: id };
}

/** `endpoint health` makes a linearizable read. A member with an alarm has answered it all the same. */
function healthRead(entry: Json): Reply<{ tookMs: number }> {
	const endpoint = entry.text('endpoint');
	const error = entry.text('error');
	const tookMs = parseGoDuration(entry.text('took'));
	if ((entry.bool('health') || /active alarm/i.test(error)) && tookMs !== undefined) {
		return { endpoint, answer: { tookMs } };
	}
	return { endpoint, silence: silenceInWords(error || t('The imported file does not tell why.')) };
}
