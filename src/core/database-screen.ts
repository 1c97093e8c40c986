/**
 * What the editor of a database asks its file, and what it is answered. Keys cross as `mapKeyOf` makes them, a character for
 * each byte, beside the text that people read.
 */
export interface DatabaseAsks {
	/** Little is read for it, however large the file. */
	readonly overview: Ask<undefined, Overview>;
	/** Stored changes from the newest on, or from the one that `before` names. */
	readonly changes: Ask<{ readonly before?: ChangeId }, ChangePage>;
	/** Reads all keys, as they are or as they were at a revision; `progress` is told meanwhile. */
	readonly read: Ask<{ readonly asOf?: number }, Reading>;
	readonly rows: Ask<{ readonly prefix: string; readonly from?: number }, TreePage>;
	readonly key: Ask<{ readonly key: string }, KeyDetails>;
	readonly value: Ask<{ readonly change: ChangeId; readonly reveal: boolean }, ShownValue>;
	/** Ends `read`; what was read so far stays. */
	readonly cancel: Ask<undefined, undefined>;
	/** Opens the file as VS Code would have. */
	readonly openDefault: Ask<undefined, undefined>;
	/** Shows a value as a document of its own. */
	readonly openValue: Ask<{ readonly change: ChangeId; readonly reveal: boolean }, undefined>;
	/** Opens the file anew, as it is now. */
	readonly again: Ask<undefined, undefined>;
}

export interface Ask<Question, Answer> {
	readonly question: Question;
	readonly answer: Answer;
}

/** One line of the overview: a heading and what stands beside it. */
export interface Line {
	readonly title: string;
	readonly text: string;
}

export interface Overview {
	readonly name: string;
	readonly path: string;
	readonly lines: readonly Line[];
	readonly buckets: readonly string[];
	/** What is wrong with the file, a sentence each. */
	readonly damages: readonly string[];
	readonly fileBytes: number;
	/** Whether all keys can be read at once: the file is small. */
	readonly isSmall: boolean;
}

/** A stored change: transaction and place in it. */
export interface ChangeId {
	readonly main: number;
	readonly sub: number;
	readonly isTombstone: boolean;
}

export interface Change {
	readonly id: ChangeId;
	readonly key: string;
	readonly shown: string;
	readonly valueBytes: number;
}

export interface ChangePage {
	readonly changes: readonly Change[];
	readonly hasMore: boolean;
}

/** What was learned by reading all keys. */
export interface Reading {
	/** The keys are as they were then; undefined where they are as they are now. */
	readonly asOf?: number;
	/** Otherwise only changes from `oldest` on were read: those before can be read as of then. */
	readonly isWhole: boolean;
	readonly oldest?: number;
	readonly keys: number;
	readonly changes: number;
	/** What the bytes of the file are; together they are `fileBytes`. */
	readonly parts: readonly Part[];
	readonly resources: readonly Share[];
	readonly namespaces: readonly Share[];
	/** How many more there are than are told. */
	readonly moreResources: number;
	readonly moreNamespaces: number;
	readonly damages: readonly string[];
	/** etcd wrote while it was read. */
	readonly isMixed: boolean;
}

export interface Part {
	readonly kind: 'live' | 'history' | 'free' | 'other' | 'unread';
	readonly bytes: number;
}

/** What one resource or namespace takes. */
export interface Share {
	readonly name: string;
	readonly keys: number;
	readonly revisions: number;
	readonly liveBytes: number;
	readonly historyBytes: number;
}

export interface TreePage {
	readonly rows: readonly TreeRow[];
	readonly next?: number;
}

export interface TreeRow {
	readonly kind: 'key' | 'folder';
	readonly name: string;
	readonly shown: string;
	/** Of a folder. */
	readonly keys?: number;
	/** Of a key. */
	readonly isDeleted?: boolean;
	readonly bytes?: number;
}

export interface KeyDetails {
	readonly key: string;
	readonly shown: string;
	readonly changes: readonly ChangeId[];
	/** Older ones that are not listed. */
	readonly more: number;
}

export interface ShownValue {
	readonly key: string;
	readonly shown: string;
	readonly lines: readonly Line[];
	readonly what: string;
	readonly text: string;
	readonly format: 'yaml' | 'json' | 'text' | 'hex' | 'none';
	readonly notes: readonly string[];
	readonly isHidden: boolean;
}
