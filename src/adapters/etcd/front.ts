import type {
	AnonymousRead,
	Clock,
	Health,
	HealthPage,
	OwnCertificate,
	Reply,
	Silence,
	TimedRead,
	VersionAnswer,
} from '../../core/facts.ts';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import { isAnswered } from '../../core/reply.ts';
import { t } from '../../core/words.ts';
import { asStranger, type Access } from './access.ts';
import { calls } from './calls.ts';
import { certificateOf, parsePem } from './certificates.ts';
import type { Page } from './http.ts';
import { MemberClient, type Budget } from './member-client.ts';
import { plain } from '../../core/plain.ts';
import { Unanswered } from './silence.ts';

export function versionOf(page: Page): VersionAnswer {
	const answer = parseObject(page.body);
	if (typeof answer['etcdserver'] !== 'string') {
		throw new Unanswered('protocol', t('The page /version is not one of etcd (HTTP {0}).', page.status));
	}
	return { server: plain(answer['etcdserver'], 200), cluster: plain(String(answer['etcdcluster'] ?? ''), 200) };
}

/** HTTP's `Date` is cut to whole seconds, so half a second is added and allowed for. */
export function clockOf(page: Page): Clock {
	const told = Date.parse(page.date ?? '');
	if (Number.isNaN(told)) {
		throw new Unanswered('protocol', t('The answer has no date.'));
	}
	const middle = page.at - page.tookMs / 2;
	return { offsetMs: Math.round(told + 500 - middle), uncertaintyMs: Math.ceil(500 + page.tookMs / 2) };
}

/** One page after another: without quorum the last two answer only after seconds, and should wait on one connection only. */
export async function healthOf(client: MemberClient): Promise<Health> {
	const livez = await client.page('/livez');
	const readyz = await client.page('/readyz?verbose');
	const health = await client.page('/health');
	// Every etcd has this page, and answers one of these; another server's pages say nothing of a member.
	if (health.status !== 200 && health.status !== 503) {
		throw new Unanswered('protocol', t('The page /health is not one of etcd (HTTP {0}).', health.status));
	}
	return {
		...pageOf('health', health, reasonOfHealth),
		...pageOf('livez', livez, failingChecks),
		...pageOf('readyz', readyz, failingChecks),
	};
}

function pageOf(name: keyof Health, page: Page, reason: (body: string) => string): Health {
	const told: HealthPage = { ok: page.status === 200, reason: page.status === 200 ? '' : reason(page.body) };
	return page.status === 404 ? {} : { [name]: told };
}

/** etcd 3.4 tells no reason. */
function reasonOfHealth(body: string): string {
	const { health, reason = '' } = parseObject(body);
	return plain(health === undefined ? body : String(reason), 200);
}

/** `[-]linearizable_read failed: …` lines. */
function failingChecks(body: string): string {
	const failing = body.split('\n').filter(line => line.startsWith('[-]'));
	return plain(failing.length > 0 ? failing.map(line => line.slice(3)).join('; ') : body, 400);
}

function parseObject(text: string): Record<string, unknown> {
	try {
		// Every JSON value has string keys or none once it is an object.
		return Object(JSON.parse(text)) as Record<string, unknown>;
	} catch {
		return {};
	}
}

/** Tries to read as somebody who has nothing to show. Nobody's secrets are sent. */
export async function anonymousRead(endpoint: string, access: Access, budget: Budget): Promise<AnonymousRead> {
	const stranger = new MemberClient(endpoint, asStranger(access), budget);
	try {
		await stranger.call(calls.read(true));
		return { accepted: true };
	} catch (error) {
		const refusedBy = error instanceof Unanswered ? refusalOf(error.silence) : undefined;
		if (refusedBy === undefined) {
			throw error;
		}
		return { accepted: false, refusedBy };
	} finally {
		stranger.close();
	}
}

/** The same of a read that was tried with nothing to show. */
export function anonymousOf(read: Reply<TimedRead>): Reply<AnonymousRead> {
	const { endpoint } = read;
	if (isAnswered(read)) {
		return { endpoint, answer: read.answer.denied ? { accepted: false, refusedBy: 'permission' } : { accepted: true } };
	}
	const refusedBy = refusalOf(read.silence);
	return refusedBy ? { endpoint, answer: { accepted: false, refusedBy } } : read;
}

function refusalOf({ stage }: Silence): AnonymousRead['refusedBy'] {
	return stage === 'tls' || stage === 'authentication' || stage === 'permission' ? stage : undefined;
}

export function ownCertificatesOf({ cert, ca }: Access): OwnCertificate[] {
	const read = (pem: Buffer | undefined, use: OwnCertificate['use']) =>
		pem ? parsed(pem, use).map(x509 => ({ use, certificate: certificateOf(x509) })) : [];
	// Of the client's file the leaf counts; what follows are its authorities.
	return [...read(cert, 'client').slice(0, 1), ...read(ca, 'authority')];
}

function parsed(pem: Buffer, use: OwnCertificate['use']): ReturnType<typeof parsePem> {
	try {
		return parsePem(pem);
	} catch (error) {
		const file = use === 'client' ? t('client certificate') : t('CA file');
		throw new ExpectedError(t('The {0} of this connection cannot be read: {1}', file, messageOf(error)));
	}
}
