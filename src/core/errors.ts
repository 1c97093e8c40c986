/** A failure that was foreseen; its message is a sentence for the user and is shown as it is. All else is a bug. */
export class ExpectedError extends Error {
	override readonly name = 'ExpectedError';
}

/** What was thrown, in words. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
