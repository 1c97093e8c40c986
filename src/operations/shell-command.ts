/** A command as a POSIX shell takes it, each word quoted where it must be. */
export function shellCommand(argv: readonly string[]): string {
	return argv.map(quote).join(' ');
}

function quote(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
