import type { DocumentId, FactName } from './facts.ts';
import type { Fix } from './fix.ts';

/** As the command line and SARIF print it. */
export type Severity = 'error' | 'warning' | 'info';

/** Most urgent first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** Whom a problem befalls. A file is named by its document. */
export type Subject =
	| { readonly kind: 'cluster' }
	| { readonly kind: 'member'; readonly id?: string; readonly name?: string; readonly endpoint: string }
	| { readonly kind: 'file'; readonly document: DocumentId }
	/** An object of Kubernetes. */
	| {
			readonly kind: 'object';
			readonly apiVersion: string;
			readonly kindName: string;
			readonly namespace?: string;
			readonly name: string;
	  };

/** Where a problem is mended, in the terms of the cluster: never a file, never a line. */
export type Anchor =
	| {
			readonly kind: 'flag';
			readonly component: string;
			/** In the order of preference: the first that the file sets is taken. */
			readonly flags: readonly string[];
			/** The name of the member; without it the flag is looked for in any file of the component. */
			readonly member?: string;
			/** Where one file alone is meant. */
			readonly document?: DocumentId;
	  }
	| { readonly kind: 'image'; readonly component: string; readonly member?: string }
	| {
			readonly kind: 'field';
			readonly document: DocumentId;
			readonly path: YamlPath;
			readonly part: 'key' | 'value';
			readonly occurrence?: number;
	  }
	/** A field of the object of Kubernetes, in a file that describes it. */
	| {
			readonly kind: 'object-field';
			/** Of the API; empty for the core group. */
			readonly group: string;
			readonly kindName: string;
			readonly namespace?: string;
			readonly name: string;
			readonly path: YamlPath;
	  }
	/** What in a document is no YAML: the errors are numbered in the fact. */
	| { readonly kind: 'syntax'; readonly document: DocumentId; readonly index: number };

export type YamlPath = readonly (string | number)[];

/** One thing a check saw. */
export interface Problem {
	readonly message: string;
	readonly subject: Subject;
	readonly anchor?: Anchor;
	/** Where one sight is graver or milder than the check's own severity. */
	readonly severity?: Severity;
	/** How the file can be mended, where that is plain. */
	readonly fix?: Fix;
}

/** Said by a check that could not judge, or not all of it. */
export interface Unknown {
	readonly unknown: string;
	readonly missing?: readonly FactName[];
}

/** Said by a check whose question does not arise here. */
export interface NotApplicable {
	readonly notApplicable: string;
}

export type Outcome = Problem | Unknown | NotApplicable;

/** A problem as the report shows it. */
export interface Finding extends Problem {
	readonly check: string;
	readonly severity: Severity;
	readonly remedy: string;
	/** The place in a file that governs it, once one is found. */
	readonly location?: Location;
}

/** Lines and columns are 1-based, the end exclusive, columns in UTF-16 units. */
export interface Location {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	readonly endLine: number;
	readonly endColumn: number;
}

export type Verdict =
	/** `reason` says what could not be seen besides. */
	| { readonly kind: 'failed'; readonly findings: readonly Finding[]; readonly reason?: string }
	| { readonly kind: 'passed' }
	| { readonly kind: 'notApplicable'; readonly reason: string }
	| { readonly kind: 'unknown'; readonly missing: readonly FactName[]; readonly reason: string };
