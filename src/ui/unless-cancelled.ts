import type { CancellationToken } from 'vscode';

/** What the work comes to, or nothing once somebody has cancelled it: however it ended then is of no interest. */
export async function unlessCancelled<T>(token: CancellationToken, work: Promise<T>): Promise<T | undefined> {
	try {
		const result = await work;
		return token.isCancellationRequested ? undefined : result;
	} catch (error) {
		if (token.isCancellationRequested) {
			return undefined;
		}
		throw error;
	}
}
