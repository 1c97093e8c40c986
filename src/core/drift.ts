import { GiB } from './bytes.ts';
import type { ComponentSpec, Member, Status } from './facts.ts';
import { sameUrl } from './members.ts';

/** Something that a file says in one way, and that runs in another. */
export interface Drift {
	/** The flag; missing where it is the version that differs. */
	readonly flag?: string;
	readonly inFile: string;
	readonly running: string;
}

/** What a member told of itself, as far as files say it too. */
export interface Running {
	readonly status: Status;
	/** Of the member list; missing where no list is known. */
	readonly member?: Member;
	readonly quotaBytes?: number;
}

/** Without the flag, or with 0, etcd sets this limit itself. */
const defaultQuotaBytes = 2 * GiB;

/** Where a file of etcd and the member that runs are not of one mind; what either does not tell is no difference. */
export function driftOf(spec: ComponentSpec, { status, member, quotaBytes }: Running): Drift[] {
	const { version, flags, memberName } = spec;
	const isOwn = memberName !== undefined;
	return [
		...(version !== undefined && version !== status.version ? [{ inFile: version, running: status.version }] : []),
		...quotaDrift(flags['quota-backend-bytes'], quotaBytes),
		...(isOwn && member
			? [
					...urlDrift('advertise-client-urls', flags['advertise-client-urls'], member.clientUrls),
					...urlDrift('initial-advertise-peer-urls', flags['initial-advertise-peer-urls'], member.peerUrls),
				]
			: []),
	];
}

function quotaDrift(text: string | undefined, running: number | undefined): Drift[] {
	if (text === undefined || running === undefined || !/^\d+$/.test(text)) {
		return [];
	}
	const inFile = Number(text) === 0 ? defaultQuotaBytes : Number(text);
	return inFile === running ? [] : [{ flag: 'quota-backend-bytes', inFile: text, running: String(running) }];
}

/** In any order; a gap in the file is no difference. */
function urlDrift(flag: string, text: string | undefined, running: readonly string[]): Drift[] {
	const urls = (text ?? '').split(',').filter(url => url !== '');
	const isGap = urls.length === 0 || /[${}<>]/.test(text ?? '') || running.length === 0;
	const isSame = urls.length === running.length && urls.every(url => running.some(other => sameUrl(url, other)));
	return isGap || isSame ? [] : [{ flag, inFile: urls.join(','), running: running.join(',') }];
}
