/** A file as the user names it: a path on the command line, a URI in the editor. */
export interface SourceFile {
	readonly path: string;
	readonly text: string;
}

/** Offsets into the text of a file, in UTF-16 units, the end exclusive. */
export interface Range {
	readonly start: number;
	readonly end: number;
}

/** Where something stands in a file. */
export interface Place extends Range {
	readonly path: string;
	/** False when what was looked for is absent: then this is the deepest key that exists, the place to write it. */
	readonly isExact: boolean;
}

/** Why a file, or a part of it, was not understood. */
export interface FileProblem {
	readonly path: string;
	/**
	 * `invalid`: not YAML; what could still be read counts. `template`: text from which a program makes YAML; nothing of it
	 * counts. `unreadable`: nested or long beyond reason; nothing of it counts.
	 */
	readonly kind: 'invalid' | 'template' | 'unreadable';
	/** 1-based, where known. */
	readonly line?: number;
	/** Why it is unreadable, in the words of the reader. */
	readonly reason?: string;
}
