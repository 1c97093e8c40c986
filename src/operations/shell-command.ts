/** A command as a POSIX shell takes it, each word quoted where it must be. */
export function shellCommand(argv: readonly string[]): string {
	return argv.map(quote).join(' ');
}

/** With what it reads, as a person would type it. */
export function commandOf({
	argv,
	stdin,
	file,
}: {
	readonly argv: readonly string[];
	readonly stdin?: string;
	readonly file?: string;
}): string {
	const input = file === undefined ? (stdin === undefined ? '' : ` <<'END'\n${stdin}END`) : ` <${quote(file)}`;
	return `${shellCommand(argv)}${input}`;
}

function quote(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
