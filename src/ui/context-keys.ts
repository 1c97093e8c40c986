import { commands } from 'vscode';

/** What `when` clauses of the manifest read. */
export type ContextKey = 'quorum.connectionCount' | 'quorum.contextCount' | 'quorum.runState' | 'quorum.isFiltered';

export function setContext(key: ContextKey, value: string | number | boolean): void {
	void commands.executeCommand('setContext', key, value);
}
