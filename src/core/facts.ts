import type { KubernetesFact, KubernetesFacts } from './kubernetes.ts';
import type { MemberDisk } from './disk-facts.ts';
import type { LogDigest } from './log-facts.ts';

/**
 * The vocabulary. A fact is the answer to one question put to a cluster or to the workspace; all of them are JSON, so
 * that a run can be recorded and judged again. Ids are lower-case hexadecimal, as `etcdctl` prints them.
 */
export interface Facts extends KubernetesFacts {
	/** When the run began, in milliseconds since 1970: the clock of the machine that asks. */
	readonly now: number;
	/** What was asked, in order. */
	readonly endpoints: readonly Endpoint[];
	/** The member list as each member itself tells it (serializable: works without quorum). */
	readonly memberLists: readonly Reply<MemberList>[];
	readonly statuses: readonly Reply<Status>[];
	/** Asked again 500 ms later, of all, and only where the first look showed a disagreement or a lag; else empty. */
	readonly statusesLater: readonly Reply<Status>[];
	/** Through raft: needs quorum. `Status.errors` tells the same from one member's own view. */
	readonly alarms: readonly Reply<readonly Alarm[]>[];
	/** HashKV, of all members at one revision. */
	readonly hashes: readonly Reply<DataHash>[];
	readonly serializableReads: readonly Reply<TimedRead>[];
	readonly linearizableReads: readonly Reply<TimedRead>[];
	readonly metrics: readonly Reply<MetricsWindow>[];
	readonly health: readonly Reply<Health>[];
	readonly versions: readonly Reply<VersionAnswer>[];
	/** What the server showed in the TLS handshake. No entry for endpoints without TLS. */
	readonly certificates: readonly Reply<Handshake>[];
	/** The certificates that this connection itself brings: its client certificate and its authorities. */
	readonly ownCertificates: readonly OwnCertificate[];
	readonly clocks: readonly Reply<Clock>[];
	readonly authentication: readonly Reply<Authentication>[];
	/** Whether a caller that shows no client certificate and no password may read. */
	readonly anonymousReads: readonly Reply<AnonymousRead>[];
	/** What the catalogue of this user and machine holds, of whatever cluster; snapshots made elsewhere are not in it. */
	readonly snapshots: readonly KnownSnapshot[];
	/** What the files of the workspace say of the components of this cluster. */
	readonly manifests: readonly ComponentSpec[];
	/** The documents of files that are being edited or checked, whole. Never asked of a cluster, never recorded. */
	readonly documents: readonly ConfigDocument[];
	/** Which versions those files are for, where they do not say it themselves. */
	readonly targets: Targets;
	/** The certificates that those files name, as far as they lie in the workspace too. */
	readonly certificateFiles: readonly CertificateFile[];
	/** What the files of members tell that may not be running, one for each path. Never asked of a cluster. */
	readonly disks: readonly MemberDisk[];
	/** What logs of etcd say, one for each. */
	readonly logs: readonly LogDigest[];
}

/** Facts that come of files alone: the checks that need nothing else run while somebody types. */
export type FileFact = 'documents' | 'targets' | 'certificateFiles';

/** Facts that come of what etcd itself left on a disk. */
export type DiskFact = 'disks' | 'logs';

export type FactName = keyof Facts;

/** How each question is put. An adapter answers some keys; a recording answers them all. */
export type Probes = { readonly [K in FactName]: (signal: AbortSignal) => Promise<Facts[K]> };

/** What is asked in a run on an etcd cluster. */
export type LiveProbes = Omit<Probes, FileFact | DiskFact | KubernetesFact>;

/** What is asked besides where a kubeconfig leads to the cluster. */
export type KubernetesProbes = Pick<Probes, KubernetesFact>;

/** What one endpoint said when every one was asked. A silent member is a fact, not a failure. */
export type Reply<T> = From & ({ readonly answer: T } | { readonly silence: Silence });

/** Who spoke, or did not. */
export interface From {
	readonly endpoint: string;
	/** Missing while nobody has told us who listens there. */
	readonly memberId?: string;
	readonly memberName?: string;
}

/** Why nothing came: checks judge the stage, people read the message. */
export interface Silence {
	readonly stage: Stage;
	readonly message: string;
	/**
	 * Where more is known than the stage: this version or role has no such answer; the data were too large to be hashed
	 * unasked; the member has not reached the revision that was asked for; the imported files do not tell whether it was
	 * asked.
	 */
	readonly cause?: 'unsupported' | 'too-large' | 'lagging' | 'untold';
}

/** How far a question came. `etcd` means that it arrived, and the member answered that it could not. */
export type Stage = 'dns' | 'tcp' | 'tls' | 'protocol' | 'authentication' | 'permission' | 'deadline' | 'etcd';

export interface Endpoint {
	readonly url: string;
	readonly source: 'given' | 'discovered';
}

export interface Member {
	readonly id: string;
	/** Empty while the member has never been started. */
	readonly name: string;
	readonly peerUrls: readonly string[];
	readonly clientUrls: readonly string[];
	readonly isLearner: boolean;
}

export interface MemberList {
	readonly clusterId: string;
	readonly members: readonly Member[];
}

export interface Status {
	readonly memberId: string;
	readonly clusterId: string;
	readonly version: string;
	/** `0` when this member knows no leader. */
	readonly leaderId: string;
	readonly isLearner: boolean;
	readonly revision: number;
	readonly raftTerm: number;
	readonly raftIndex: number;
	readonly raftAppliedIndex: number;
	readonly dbSizeBytes: number;
	readonly dbSizeInUseBytes: number;
	readonly errors: readonly string[];
	/** etcd 3.6 and newer. */
	readonly storageVersion?: string;
	/** etcd 3.6 and newer; 3.6.0 to 3.6.5 tell it wrongly, so it is left out there. */
	readonly quotaBytes?: number;
	readonly downgradeTarget?: string;
}

export interface Alarm {
	readonly memberId: string;
	readonly alarm: 'NOSPACE' | 'CORRUPT';
}

export interface DataHash {
	readonly hash: number;
	/** The revision that was hashed, equal for all members of a run. */
	readonly hashRevision: number;
	readonly compactRevision: number;
	/** The member's own newest revision when it answered. */
	readonly revision: number;
}

export interface TimedRead {
	readonly tookMs: number;
	/** etcd answered that this user may not read the key, which shows as well as a value that it reads. */
	readonly denied?: boolean;
}

/** Two samples of a member's counters; `second` is missing when the window is 0. */
export interface MetricsWindow {
	readonly url: string;
	readonly windowMs: number;
	readonly first: readonly Sample[];
	readonly second?: readonly Sample[];
}

export interface Sample {
	readonly name: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly value: number;
}

/** The three health pages; a page that this version does not have is missing. */
export interface Health {
	readonly health?: HealthPage;
	readonly livez?: HealthPage;
	readonly readyz?: HealthPage;
}

export interface HealthPage {
	readonly ok: boolean;
	/** Reason or failing checks, in the server's words. */
	readonly reason: string;
}

export interface VersionAnswer {
	readonly server: string;
	readonly cluster: string;
}

export interface Handshake {
	readonly protocol: string;
	readonly serverName: string;
	/** Leaf first, as far as the server sent it. */
	readonly chain: readonly Certificate[];
	/** Why the leaf does not fit `serverName`; missing when it fits. */
	readonly nameMismatch?: string;
	/** Why the chain is not trusted, in OpenSSL's code; missing when it is. */
	readonly untrusted?: string;
}

export interface Certificate {
	readonly subject: string;
	readonly issuer: string;
	readonly names: readonly string[];
	/** RFC 3339. */
	readonly notBefore: string;
	readonly notAfter: string;
	readonly serverAuth: boolean;
	readonly clientAuth: boolean;
}

/** A certificate file of the connection. */
export interface OwnCertificate {
	readonly use: 'client' | 'authority';
	readonly certificate: Certificate;
}

export interface Clock {
	/** The member's clock minus ours. */
	readonly offsetMs: number;
	/** HTTP tells whole seconds, and the answer was under way for some time. */
	readonly uncertaintyMs: number;
}

export interface Authentication {
	readonly enabled: boolean;
	readonly authRevision: number;
}

export interface AnonymousRead {
	readonly accepted: boolean;
	/** What refused it: `tls` for a missing client certificate, `authentication` for a missing user. */
	readonly refusedBy?: Stage;
}

/** A snapshot that was looked through and found good when it was taken into the catalogue. */
export interface KnownSnapshot {
	readonly clusterId: string;
	/** The name of the file, without its folder: recordings are given to others. */
	readonly file: string;
	/** Milliseconds since 1970. */
	readonly takenAt: number;
	readonly sizeBytes: number;
	/** Whether the file is still what was looked through. */
	readonly state: 'good' | 'missing' | 'changed';
}

/** Tells two documents apart; opaque to checks. */
export type DocumentId = string;

/** One component as a file configures it. */
export interface ComponentSpec {
	readonly document: DocumentId;
	readonly component: string;
	/** The etcd member this file is of; missing in files that speak for all of them. */
	readonly memberName?: string;
	/** Without the leading dashes. */
	readonly flags: Readonly<Record<string, string>>;
	readonly version?: string;
	/** True where the tool that reads the file sets flags of its own besides: a flag that is missing here may be set. */
	readonly isPartial?: boolean;
}

/** One document as it is written: decoders differ over what is not unique, not in the right case, or not quoted. */
export interface ConfigDocument {
	readonly id: DocumentId;
	/** By content: `kubeadm/ClusterConfiguration`, `static-pod`, `etcd-config`; `empty` holds at most comments. */
	readonly kind: string;
	readonly apiVersion: string;
	/** Documents of one bundle are given to a program together: those of one file, or of one value of a ConfigMap. */
	readonly bundle: string;
	readonly root: ConfigNode;
	/** What is no YAML, in words; `Anchor` of kind `syntax` numbers them. */
	readonly errors: readonly string[];
	/** Part of a document of another program, which knows without being told what it is and fills in what is missing. */
	readonly isPart?: true;
	/** The Kubernetes that the documents around it are for, where they say it. */
	readonly kubernetes?: string;
	/** Equal for the files of one folder; says nothing else. */
	readonly folder?: string;
}

/** Aliases are followed and merge keys searched; what is too large or leads back into itself is an opaque scalar. */
export type ConfigNode =
	| { readonly kind: 'map'; readonly entries: readonly ConfigEntry[] }
	| { readonly kind: 'list'; readonly items: readonly ConfigNode[] }
	| ConfigScalar;

export interface ConfigEntry {
	readonly key: string;
	readonly value: ConfigNode;
	/** Takes the place of what `<<` brings, which strict readers take for the same key twice. */
	readonly overrides?: true;
}

export interface ConfigScalar {
	readonly kind: 'scalar';
	/** As the YAML 1.1 reader of Kubernetes takes it: `yes` and `on` are of type `bool`. */
	readonly type: 'string' | 'bool' | 'int' | 'float' | 'null';
	/** Without quotes, else as written. */
	readonly text: string;
	/** A gap to be filled in later, or the insides of something not looked into: nothing can be said of it. */
	readonly opaque?: true;
}

/** A certificate file of the workspace, and who names it. */
export interface CertificateFile {
	readonly document: DocumentId;
	/** The flag whose value it is. */
	readonly flag: string;
	/** The first one of the file: the others are those that signed it. */
	readonly certificate: Certificate;
}

export interface Targets {
	readonly kubernetes?: string;
	readonly etcd?: string;
}
