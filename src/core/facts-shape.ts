import type * as F from './facts.ts';
import { kubernetesShapes } from './kubernetes-shape.ts';
import { diskShape } from './disk-shape.ts';
import { logShape } from './log-shape.ts';
import {
	date,
	flag,
	isObject,
	list,
	moment,
	number,
	object,
	oneOf,
	optional,
	record,
	text,
	type Fields,
	type Shape,
} from './shapes.ts';

const from = { endpoint: text, memberId: optional(text), memberName: optional(text) };
const stage = oneOf('dns', 'tcp', 'tls', 'protocol', 'authentication', 'permission', 'deadline', 'etcd');
const silence = object<F.Silence>({
	stage,
	message: text,
	cause: optional(oneOf('unsupported', 'too-large', 'lagging', 'untold')),
});

/** Exactly one of answer and silence, since checks tell them apart by which is there. */
function replies(answer: Shape): Shape {
	const answered = object<F.From & { answer: unknown }>({ ...from, answer });
	const silent = object<F.From & { silence: unknown }>({ ...from, silence });
	return list((value, path) => {
		const hasAnswer = isObject(value) && 'answer' in value;
		return isObject(value) && hasAnswer === 'silence' in value ? path : (hasAnswer ? answered : silent)(value, path);
	});
}

const member = object<F.Member>({
	id: text,
	name: text,
	peerUrls: list(text),
	clientUrls: list(text),
	isLearner: flag,
});

const status = object<F.Status>({
	memberId: text,
	clusterId: text,
	version: text,
	leaderId: text,
	isLearner: flag,
	revision: number,
	raftTerm: number,
	raftIndex: number,
	raftAppliedIndex: number,
	dbSizeBytes: number,
	dbSizeInUseBytes: number,
	errors: list(text),
	storageVersion: optional(text),
	quotaBytes: optional(number),
	downgradeTarget: optional(text),
});

const samples = list(object<F.Sample>({ name: text, labels: record(text), value: number }));
const page = optional(object<F.HealthPage>({ ok: flag, reason: text }));

const certificate = object<F.Certificate>({
	subject: text,
	issuer: text,
	names: list(text),
	notBefore: date,
	notAfter: date,
	serverAuth: flag,
	clientAuth: flag,
});

const handshake = object<F.Handshake>({
	protocol: text,
	serverName: text,
	chain: list(certificate),
	nameMismatch: optional(text),
	untrusted: optional(text),
});

/** A node of a document; one that is neither a map nor a list is a scalar. */
const node: Shape = (value, path) => {
	const kind = isObject(value) ? value['kind'] : undefined;
	return kind === 'map' ? map(value, path) : kind === 'list' ? items(value, path) : scalar(value, path);
};
const kind = oneOf('map', 'list', 'scalar');
const map = object<{ kind: 'map'; entries: unknown }>({
	kind,
	entries: list(object<F.ConfigEntry>({ key: text, value: node, overrides: optional(flag) })),
});
const items = object<{ kind: 'list'; items: unknown }>({ kind, items: list(node) });
const scalar = object<F.ConfigScalar>({
	kind,
	type: oneOf('string', 'bool', 'int', 'float', 'null'),
	text,
	opaque: optional(flag),
});

/** What each fact must look like for no check to stumble over it. */
export const factShapes: Fields<F.Facts> = {
	now: moment,
	endpoints: list(object<F.Endpoint>({ url: text, source: oneOf('given', 'discovered') })),
	memberLists: replies(object<F.MemberList>({ clusterId: text, members: list(member) })),
	statuses: replies(status),
	statusesLater: replies(status),
	alarms: replies(list(object<F.Alarm>({ memberId: text, alarm: oneOf('NOSPACE', 'CORRUPT') }))),
	hashes: replies(
		object<F.DataHash>({ hash: number, hashRevision: number, compactRevision: number, revision: number }),
	),
	serializableReads: replies(object<F.TimedRead>({ tookMs: number, denied: optional(flag) })),
	linearizableReads: replies(object<F.TimedRead>({ tookMs: number, denied: optional(flag) })),
	metrics: replies(object<F.MetricsWindow>({ url: text, windowMs: number, first: samples, second: optional(samples) })),
	health: replies(object<F.Health>({ health: page, livez: page, readyz: page })),
	versions: replies(object<F.VersionAnswer>({ server: text, cluster: text })),
	certificates: replies(handshake),
	ownCertificates: list(object<F.OwnCertificate>({ use: oneOf('client', 'authority'), certificate })),
	clocks: replies(object<F.Clock>({ offsetMs: number, uncertaintyMs: number })),
	authentication: replies(object<F.Authentication>({ enabled: flag, authRevision: number })),
	anonymousReads: replies(object<F.AnonymousRead>({ accepted: flag, refusedBy: optional(stage) })),
	snapshots: list(
		object<F.KnownSnapshot>({
			clusterId: text,
			file: text,
			takenAt: moment,
			sizeBytes: number,
			state: oneOf('good', 'missing', 'changed'),
		}),
	),
	manifests: list(
		object<F.ComponentSpec>({
			document: text,
			component: text,
			memberName: optional(text),
			flags: record(text),
			version: optional(text),
			isPartial: optional(flag),
		}),
	),
	documents: list(
		object<F.ConfigDocument>({
			id: text,
			kind: text,
			apiVersion: text,
			bundle: text,
			root: node,
			errors: list(text),
			isPart: optional(flag),
			kubernetes: optional(text),
			folder: optional(text),
		}),
	),
	certificateFiles: list(object<F.CertificateFile>({ document: text, flag: text, certificate })),
	targets: object<F.Targets>({ kubernetes: optional(text), etcd: optional(text) }),
	...kubernetesShapes({ certificate, handshake, samples }),
	disks: list(diskShape),
	logs: list(logShape),
};
