import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Certificate, Facts } from '../../core/facts.ts';
import type { Anchor, Outcome, Severity, Subject } from '../../core/finding.ts';
import { answered, answersOf, labelOf, subjectOf } from '../../core/reply.ts';
import { t } from '../../core/words.ts';

const dayMs = 86_400_000;

interface Shown {
	readonly whose: string;
	readonly certificate: Certificate;
	readonly subject: Subject;
	readonly anchor?: Anchor;
}

type Limits = Readonly<
	Record<'warnDays' | 'errorDays' | 'shortLivedDays' | 'warnLeftPercent' | 'errorLeftPercent', number>
>;

/** On the day a certificate expires every connection that needs it fails at once, and with it often the whole control plane. */
export default check({
	id: 'etcd/certificate-expires',
	title: 'A certificate expires',
	remedy: 'Renew it; etcd reads a new server certificate at the next handshake, a new CA only at a restart.',
	severity: 'warning',
	needs: ['certificates', 'ownCertificates', 'now'],
	params: {
		warnDays: {
			default: 30,
			unit: 'days',
			description: 'Days left from which it warns.',
			source: 'Our proposal: a month to plan a renewal',
		},
		errorDays: {
			default: 7,
			unit: 'days',
			description: 'Days left from which it is an error.',
			source: 'Our proposal: a week to do it',
		},
		shortLivedDays: {
			default: 30,
			unit: 'days',
			description: 'Certificates with a whole life below this are judged by the share of it that is left.',
			source: 'Our proposal: such certificates are renewed by a machine',
		},
		warnLeftPercent: {
			default: 20,
			unit: 'percent',
			description: 'Share of a short life that is left, from which it warns.',
			source: 'Our proposal: cert-manager renews when a third is left',
		},
		errorLeftPercent: {
			default: 10,
			unit: 'percent',
			description: 'Share of a short life that is left, from which it is an error.',
			source: 'Our proposal: half of the warning',
		},
	},
	*run(facts, limits) {
		if (facts.certificates.length > 0) {
			yield* answered(facts.certificates, 'certificates');
		} else if (facts.ownCertificates.length === 0) {
			yield { notApplicable: t('No endpoint uses TLS.') };
		}
		for (const shown of certificatesIn(facts)) {
			yield* judge(shown, facts.now, limits);
		}
	},
});

/** Leaves each, though members may share one; authorities once, though every member shows them. */
function certificatesIn({ certificates, ownCertificates }: Pick<Facts, 'certificates' | 'ownCertificates'>): Shown[] {
	const handshakes = answersOf(certificates);
	const leaves = handshakes.flatMap((reply): Shown[] =>
		reply.answer.chain.slice(0, 1).map(certificate => ({
			whose: t('The server certificate of {0}', labelOf(reply)),
			certificate,
			subject: subjectOf(reply),
			anchor: etcdFlag(['cert-file'], reply),
		})),
	);
	const own = ownCertificates.filter(({ use }) => use === 'client').map(({ certificate }) => certificate);
	const chains = handshakes.flatMap(({ answer }) => answer.chain);
	const given = ownCertificates.filter(({ use }) => use === 'authority').map(({ certificate }) => certificate);
	const issuers = new Set([...chains, ...own].map(({ issuer }) => issuer));
	// Of a bundle of authorities only those matter that have issued something here; an old one may lie beside them.
	const concerned = given.filter(({ subject }) => given.length === 1 || issuers.has(subject));
	const authorities = [...handshakes.flatMap(({ answer }) => answer.chain.slice(1)), ...concerned];
	const unique = new Map(authorities.map(each => [`${each.subject} ${each.notBefore} ${each.notAfter}`, each]));
	const cluster = { subject: { kind: 'cluster' } } as const;
	return [
		...leaves,
		...own.map(certificate => ({ whose: t('The client certificate of this connection'), certificate, ...cluster })),
		...[...unique.values()].map(certificate => ({
			whose: t('The authority "{0}"', certificate.subject),
			certificate,
			anchor: etcdFlag(['trusted-ca-file']),
			...cluster,
		})),
	];
}

function* judge({ whose, certificate, subject, anchor }: Shown, now: number, limits: Limits): Iterable<Outcome> {
	const [from, until] = [Date.parse(certificate.notBefore), Date.parse(certificate.notAfter)];
	const date = certificate.notAfter.slice(0, 10);
	const found = { subject, ...(anchor && { anchor }) };
	if (until <= now) {
		yield { ...found, severity: 'error', message: t('{0} expired on {1}.', whose, date) };
	} else if (from > now) {
		yield { ...found, severity: 'error', message: t('{0} is not valid before {1}.', whose, certificate.notBefore) };
	} else {
		const left = formatDuration(until - now);
		const percent = ((until - now) / (until - from)) * 100;
		const isShort = until - from < limits.shortLivedDays * dayMs;
		const severity = isShort
			? severityOf(percent, limits.warnLeftPercent, limits.errorLeftPercent)
			: severityOf((until - now) / dayMs, limits.warnDays, limits.errorDays);
		if (severity) {
			yield {
				...found,
				severity,
				message: isShort
					? t('{0} expires in {1}, {2} % of its short life being left.', whose, left, Math.floor(percent))
					: t('{0} expires in {1}, on {2}.', whose, left, date),
			};
		}
	}
}

function severityOf(left: number, warn: number, error: number): Severity | undefined {
	return left < error ? 'error' : left < warn ? 'warning' : undefined;
}
