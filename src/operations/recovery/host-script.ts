/**
 * What is done on a host, in plain POSIX. Each says with its exit code alone how it ended, can be run again, and leaves a file
 * whole or untouched.
 */
export interface HostScript {
	readonly argv: readonly string[];
	readonly stdin?: string;
	/** A file of this machine that it reads instead. */
	readonly file?: string;
}

/** Arguments come behind the name of the shell, so that no path is ever part of a script. */
export function sh(script: string, ...args: readonly string[]): HostScript {
	return { argv: ['sh', '-c', script.trim(), 'sh', ...args] };
}
