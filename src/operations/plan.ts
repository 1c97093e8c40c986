import type { EtcdCall, EtcdQuestion } from './etcd-call.ts';
import type { SnapshotOrigin } from './snapshot-record.ts';
import type { SshHost } from './host.ts';

/** What will be done to a cluster, as data: shown, approved, executed, journaled and resumed. JSON, without secrets. */
export interface Plan {
	/** Also the name of its journal. */
	readonly id: string;
	readonly title: string;
	readonly cluster: PlanCluster;
	/** The id that its members have once they are restored from a snapshot: then no other is touched. */
	readonly restoredId?: string;
	/** The hosts that its steps name. */
	readonly hosts?: readonly SshHost[];
	/** Milliseconds since 1970. */
	readonly createdAt: number;
	/** What whoever approves should know first: what it gains, the arithmetic of the quorum, consequences. */
	readonly notes: readonly string[];
	readonly steps: readonly Step[];
	/** What could be lost, in words; empty where nothing can. */
	readonly losses: readonly string[];
}

export interface PlanCluster {
	/** The connection's; empty where none is saved. */
	readonly name: string;
	/** As etcd prints it: an endpoint that answers for another cluster is not touched. */
	readonly id: string;
	readonly isProduction: boolean;
}

export interface Step {
	/** Unique within the plan. */
	readonly id: string;
	readonly title: string;
	readonly action: Action;
	/** The exact command or RPC, for people who type it themselves. */
	readonly command: string;
	/** Holds when there is nothing to do any more: the action is then left out. Asked before every execution. */
	readonly doneWhen?: Condition;
	/** Must hold before the action; otherwise the plan stops here. */
	readonly precheck?: Condition;
	/** Must come to hold after the action; waited for. */
	readonly postcheck?: Condition;
	/** What takes it back, in words that hold the command where there is one. */
	readonly undo?: string;
	/** Whether the action does no harm a second time, when it is not known whether it was done. */
	readonly canRepeat: boolean;
	/** What the action may take, and then again what the postcheck may take to hold. */
	readonly timeoutMs: number;
}

export type Action =
	EtcdAction | SshAction | FileAction | { readonly kind: 'manual'; readonly instructions: readonly string[] };

/** One call to one member. */
export interface EtcdAction {
	readonly kind: 'etcd';
	readonly endpoint: string;
	/** Who must answer there, where the call is for one member alone: behind an address that members share, another one may. */
	readonly memberId?: string;
	readonly call: EtcdCall;
}

/** One command on one host, without a shell of its own. */
export interface SshAction {
	readonly kind: 'ssh';
	readonly host: string;
	readonly argv: readonly string[];
	readonly stdin?: string;
	/** A file of this machine that the command reads instead. */
	readonly file?: string;
}

/** What happens to files of this machine. */
export type FileAction =
	| {
			readonly kind: 'file';
			/** Reads a saved snapshot whole, follows its structure, and takes it into the catalogue when it is good. */
			readonly operation: 'verify-snapshot';
			readonly path: string;
			readonly about: SnapshotOrigin;
	  }
	| {
			readonly kind: 'file';
			/** Removes the oldest good snapshots of the cluster, so that `keep` stay. */
			readonly operation: 'prune-snapshots';
			readonly folder: string;
			readonly clusterId: string;
			readonly keep: number;
	  };

export type Condition = EtcdCondition | SshCondition | FileCondition | AllOf;

/** Asked one after another, up to the first that does not hold. */
export interface AllOf {
	readonly kind: 'all';
	readonly conditions: readonly Condition[];
}

export interface EtcdCondition {
	readonly kind: 'etcd';
	/** The first that answers is asked; a question about all of them asks all. */
	readonly endpoints: readonly string[];
	readonly question: EtcdQuestion;
}

/** Holds when the command ends with 0 and prints what is expected. */
export interface SshCondition {
	readonly kind: 'ssh';
	readonly host: string;
	readonly argv: readonly string[];
	readonly stdin?: string;
	/** The whole of what it prints, blanks around it aside. */
	readonly expect?: string;
	/** What it means that it holds, and that it does not. */
	readonly holds: string;
	readonly fails: string;
}

/** Holds when the catalogue has the snapshot as a good one. */
export interface FileCondition {
	readonly kind: 'file';
	readonly question: 'snapshot-saved' | 'snapshot-verified';
	readonly path: string;
}

/** The name under which the cluster is confirmed. */
export function clusterLabel({ name, id }: PlanCluster): string {
	return name === '' ? id : name;
}

/** Whether `name` means this cluster: the name of its connection, or its id. */
export function isCluster(cluster: PlanCluster, name: string): boolean {
	return name !== '' && [cluster.name, cluster.id].includes(name);
}
