/** As much of a server's words as a line can hold, without what would command the terminal that shows it. */
export function plain(text: string, longest: number): string {
	return text.slice(0, longest).replace(/\p{Cc}/gu, ' ');
}
